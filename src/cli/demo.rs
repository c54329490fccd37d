//! `mingle demo`: the screen over a throw-away copy of invented data.

use std::path::PathBuf;

use super::context::Context;
use super::fail::Fail;
use super::screen;

/// Nothing of the user's is touched, and nothing of the demo stays.
pub(super) fn run(cx: &mut Context) -> Result<i32, Fail> {
    screen::terminal(cx)?;
    let folder = Folder::make()?;
    let (data, state) = (folder.0.join("data"), folder.0.join("state"));
    crate::demo::make(&data, &cx.now)
        .map_err(|error| Fail::wrong(format!("{}: no place for the demo: {error}", data.display())))?;
    screen::run(cx, &data, &state, None, true)
}

/// A folder of our own, removed when the demo ends.
struct Folder(PathBuf);

impl Folder {
    fn make() -> Result<Self, Fail> {
        use std::os::unix::fs::DirBuilderExt;
        let path = std::env::temp_dir().join(format!("mingle-demo-{:016x}", super::context::random()));
        // Never an existing folder: somebody else may have put it there.
        std::fs::DirBuilder::new()
            .mode(0o700)
            .create(&path)
            .map_err(|error| Fail::wrong(format!("{}: no place for the demo: {error}", path.display())))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}
