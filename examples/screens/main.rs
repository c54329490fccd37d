//! Draws the pictures of the README into `assets/pictures`: `cargo run --example screens`.

mod pictures;

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/pictures");
    for (name, picture) in pictures::all()? {
        #[expect(
            clippy::disallowed_methods,
            reason = "pictures are made anew, nothing of the user's is written"
        )]
        std::fs::write(folder.join(name).with_extension("svg"), picture)?;
    }
    Ok(())
}
