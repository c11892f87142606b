"""Letters of recommendation, the records in them, their documents, and what the next lists showed."""

from saksama.office.recommendations.models.document import Document, DocumentKind
from saksama.office.recommendations.models.item import Claim, Item, Result
from saksama.office.recommendations.models.look_up import LookUp
from saksama.office.recommendations.models.office_data import OfficeData
from saksama.office.recommendations.models.recommendation import Recommendation

__all__ = ["Claim", "Document", "DocumentKind", "Item", "LookUp", "OfficeData", "Recommendation", "Result"]
