"""Configuration of nbgrader for the sets of the course."""

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "COURSE"
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError"}
c.ClearSolutions.text_stub = "*Your answer.*"
c.Execute.timeout = 120  # seconds for a cell
