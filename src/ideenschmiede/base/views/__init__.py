"""The pages of the base: what anybody may call, what the administration does, and proving that one is still oneself."""
