//! Entering and leaving the terminal: as it was found, however mingle ends.

use std::io::{self, BufWriter, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste, EnableFocusChange,
    EnableMouseCapture,
};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use crate::ui::{App, Viewport, view};

/// Whether there is something to leave; `leave` may be called from any thread, any number of times.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// The screen as ratatui sees it.
pub(crate) type Screen = Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// Takes the terminal over.
pub(crate) fn enter(mouse: bool) -> io::Result<Screen> {
    // NO_COLOR is honoured by the theme; crossterm's own way of honouring it resets reverse and bold as well.
    crossterm::style::force_color_output(true);
    ENTERED.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout());
    take_modes(&mut out, mouse)?;
    Terminal::new(CrosstermBackend::new(out))
}

/// Sets everything again, after a stop in which the shell or another program had the terminal.
pub(crate) fn again(screen: &mut Screen, mouse: bool) -> io::Result<()> {
    disable_raw_mode()?;
    enable_raw_mode()?;
    take_modes(screen.backend_mut(), mouse)?;
    wipe(screen)
}

/// Has the next frame drawn whole. `Terminal::clear` would ask the terminal where the cursor is, and the answer comes among the
/// keys, to another thread.
pub(crate) fn wipe(screen: &mut Screen) -> io::Result<()> {
    let size = screen.size()?;
    screen.resize(size.into())
}

fn take_modes(out: &mut impl Write, mouse: bool) -> io::Result<()> {
    execute!(out, EnterAlternateScreen, EnableBracketedPaste, EnableFocusChange)?;
    take_mouse(out, mouse)
}

/// Gives the terminal back. Every error is ignored: there may be no terminal any more.
pub(crate) fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    // First, as it works even when the terminal takes no more bytes.
    let _ignored = disable_raw_mode();
    let mut out = io::stdout();
    let _ignored = execute!(
        out,
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableFocusChange,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
}

/// Takes mouse reports, or leaves them to the terminal.
pub(crate) fn take_mouse(out: &mut impl Write, on: bool) -> io::Result<()> {
    if on { execute!(out, EnableMouseCapture) } else { execute!(out, DisableMouseCapture) }
}

/// Draws one frame, in one piece for terminals that can.
pub(crate) fn draw(screen: &mut Screen, app: &mut App) -> io::Result<()> {
    let mut viewport = Viewport::default();
    queue!(screen.backend_mut(), BeginSynchronizedUpdate)?;
    screen.draw(|frame| viewport = view(app, frame))?;
    execute!(screen.backend_mut(), EndSynchronizedUpdate)?;
    app.drawn(viewport);
    Ok(())
}
