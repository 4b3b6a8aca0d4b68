"""Before and after a lesson: another neighbourhood for another class, with the answer key that goes with it."""
