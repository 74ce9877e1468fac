-- Which of several instances is at an evaluation, so that one that was killed does not stay "running" for ever.
ALTER TABLE evaluations ADD COLUMN instance text;
