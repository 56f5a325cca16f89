"""Add the points up and say them in the last line but one."""

from test_points import ITEMS


def pytest_terminal_summary(terminalreporter):
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    points = sum(dict(report.user_properties).get("points", 0) for report in reports)
    terminalreporter.write_line(f"points: {points:g} of {sum(i.total for i in ITEMS):g}")
