-- A search reads a small part of the table: starting a parallel worker takes longer than the rest of it.
ALTER TABLE number_digits SET (parallel_workers = 0);
