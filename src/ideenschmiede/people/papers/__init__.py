"""Papers: the letter that invites, and the certificate of an appointment. Plain data in, PDF out.

    pdf = certificate_pdf(Certificate(network=…, body=…, capacity="member", name="Dr. Maria Huber", …))

They know no models; who asks for a paper says how places, offices and bodies are called (`office_of`, `salutation`).
"""

from ideenschmiede.people.papers.certificate import Certificate, certificate_pdf
from ideenschmiede.people.papers.letter import InvitationLetter, letter_pdf
from ideenschmiede.people.papers.parts import BodyKind, BodyWords, Capacity, Proof, Seal, Sender, Signatory
from ideenschmiede.people.papers.phrases import appointed, office_of, salutation

__all__ = [
    "BodyKind",
    "BodyWords",
    "Capacity",
    "Certificate",
    "InvitationLetter",
    "Proof",
    "Seal",
    "Sender",
    "Signatory",
    "appointed",
    "certificate_pdf",
    "letter_pdf",
    "office_of",
    "salutation",
]
