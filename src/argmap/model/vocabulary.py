from typing import Annotated

Likelihood = Confidence = EvidenceForm = Reliability = Credibility = Certainty = str
Deontic = Response = Progress = Polarity = Basis = Delay = str
