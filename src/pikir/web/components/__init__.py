"""Components of the shell: functions from plain data to HTML, given to templates by ``pikir.web.templatetags.ui``."""
