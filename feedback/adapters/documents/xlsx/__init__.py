"""The parts that an Excel workbook is made of. Knows nothing of where its sections come from."""
