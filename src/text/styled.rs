//! Pictures of a screen as text and as SVG.
