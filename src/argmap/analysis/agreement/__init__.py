"""How far annotators of one text agree: the value, and the coefficients that it is made of."""

from argmap.analysis.agreement.cass import cass, segmentation_similarity
from argmap.analysis.agreement.coefficients import Coefficient, alpha, f1, kappa, precision, recall
from argmap.analysis.agreement.value import Agreement, Figure, agreement

__all__ = [
    "Agreement",
    "Coefficient",
    "Figure",
    "agreement",
    "alpha",
    "cass",
    "f1",
    "kappa",
    "precision",
    "recall",
    "segmentation_similarity",
]
