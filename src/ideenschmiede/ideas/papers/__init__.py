"""An idea on paper: plain data in, PDF or DOCX out."""

from ideenschmiede.ideas.papers.concept import Chapter, ConceptPaper, concept_docx, concept_pdf

__all__ = ["Chapter", "ConceptPaper", "concept_docx", "concept_pdf"]
