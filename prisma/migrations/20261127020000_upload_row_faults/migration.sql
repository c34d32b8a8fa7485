-- Why cells cannot be taken for what they show, by column: {"2": "This cell holds a formula without a stored result."}. Such a cell looks
-- the same as any other once it is stored, and its row is checked again at every edit.
ALTER TABLE upload_row ADD COLUMN faults jsonb;
