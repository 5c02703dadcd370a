"""Events with companies and networks; and how a municipality works on its own method."""

from tovholder.learning.models.events import (
    BOOKING_STATES,
    Event,
    EventBooking,
    EventBus,
    EventGroup,
    EventOutcome,
    EventSession,
    Network,
    NetworkMember,
    NetworkPost,
)
from tovholder.learning.models.method import (
    GroupMeeting,
    IndicatorFigure,
    IndicatorFile,
    MethodTask,
    MethodText,
    StaffCourse,
    StaffCourseDay,
    StaffCourseSeat,
    WheelItem,
    WorkingGroup,
)

__all__ = [
    "BOOKING_STATES",
    "Event",
    "EventBooking",
    "EventBus",
    "EventGroup",
    "EventOutcome",
    "EventSession",
    "GroupMeeting",
    "IndicatorFigure",
    "IndicatorFile",
    "MethodTask",
    "MethodText",
    "Network",
    "NetworkMember",
    "NetworkPost",
    "StaffCourse",
    "StaffCourseDay",
    "StaffCourseSeat",
    "WheelItem",
    "WorkingGroup",
]
