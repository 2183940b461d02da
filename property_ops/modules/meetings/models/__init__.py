from property_ops.modules.meetings.models.meeting import (
    Attendance,
    AttendanceWay,
    Meeting,
    MeetingKind,
    MeetingMinutes,
    MeetingOff,
    Opinion,
)

__all__ = ["Attendance", "AttendanceWay", "Meeting", "MeetingKind", "MeetingMinutes", "MeetingOff", "Opinion"]
