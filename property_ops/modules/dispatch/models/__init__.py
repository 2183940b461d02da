from property_ops.modules.dispatch.models.board import BoardChange, PlaceClosure
from property_ops.modules.dispatch.models.contract import CrewContract, CrewPrice
from property_ops.modules.dispatch.models.crew import Crew, CrewLeave, CrewMember, CrewShift, CrewSkill
from property_ops.modules.dispatch.models.proposal import Proposal
from property_ops.modules.dispatch.models.travel import Distance, TravelTerms
from property_ops.modules.dispatch.models.van import VanMove, VanStock
from property_ops.modules.dispatch.models.visit import Visit
from property_ops.modules.dispatch.models.wanted import WantedVisits
from property_ops.modules.dispatch.models.weather import ClimateMonth, Forecast, ForecastHour

__all__ = [
    "BoardChange",
    "ClimateMonth",
    "Crew",
    "CrewContract",
    "CrewLeave",
    "CrewMember",
    "CrewPrice",
    "CrewShift",
    "CrewSkill",
    "Distance",
    "Forecast",
    "ForecastHour",
    "PlaceClosure",
    "Proposal",
    "TravelTerms",
    "VanMove",
    "VanStock",
    "Visit",
    "WantedVisits",
]
