//! One binary for every story test.
