//! Whole files in, verdicts out.
