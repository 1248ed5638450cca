"""The report: one structure of sections, drawn as a page that can be printed and as Markdown."""
