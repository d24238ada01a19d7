"""The wizard that takes in workbooks: file, columns, plan, result."""
