//! iFlytek.
//!
//! | service | example |
//! |---|---|
//! | v1 general | `{"code":"0","data":{"block":[{"line":[{"confidence":0.9,"location":{"top_left":{"x","y"},"right_bottom":{"x","y"}},"word":[{"content":"…"}]}]}]}}` |
//! | universal | `{"payload":{"result":{"text":"BASE64"}}}`, in it `{"pages":[{"width","height","lines":[{"exception":0,"conf":0.9,"coord":[{"x","y"},…4],"words":[{"content":"…"}]}]}]}` |

use crate::document::{Line, Page};
use crate::error::Result;
use crate::input::json::{self, Node};
use crate::input::parts;

/// Either service; neither gives the text of a line in one piece.
pub(super) fn read(root: &Node) -> Result<Vec<Page>> {
    if let Some(payload) = root.opt("payload") {
        let packed = payload.any(&["result", "ocr_output_text"])?.get("text")?;
        let bad = || packed.fail("base64 of a JSON text was expected here");
        let inner = String::from_utf8(base64(packed.text()?).ok_or_else(bad)?).map_err(|_| bad())?;
        let values = json::parse(&inner).map_err(|_| bad())?;
        return universal(&Node::root(values.first().ok_or_else(bad)?));
    }
    let mut lines = Vec::new();
    for block in root.dig(&["data", "block"])?.items()? {
        let Some(list) = block.opt("line") else { continue };
        for n in list.items()? {
            let corner = |key| -> Result<(f64, f64)> {
                let p = n.get("location")?.get(key)?;
                Ok((p.num("x").unwrap_or(0.0), p.num("y").unwrap_or(0.0)))
            };
            let ((x0, y0), (x1, y1)) = (corner("top_left")?, corner("right_bottom")?);
            lines.push(parts::boxed(words(&n, "word")?, parts::rect(x0, y0, x1, y1), parts::unit(n.num("confidence"))));
        }
    }
    Ok(vec![parts::page(1, None, None, lines)])
}

fn universal(root: &Node) -> Result<Vec<Page>> {
    let pages = root.get("pages")?.items()?.zip(1..).map(|(page, number)| {
        let Some(list) = page.opt("lines") else { return Ok(parts::page(number, page.num("width"), page.num("height"), Vec::new())) };
        // A line with an exception holds no text (a picture, a signature).
        let lines = list
            .items()?
            .filter(|n| n.num("exception").unwrap_or(0.0) == 0.0)
            .map(|n| -> Result<Line> { n.get("coord")?.line_in_polygon(words(&n, "words")?, parts::unit(n.num("conf"))) });
        Ok(parts::page(number, page.num("width"), page.num("height"), lines.collect::<Result<_>>()?))
    });
    pages.collect()
}

fn words(line: &Node, key: &'static str) -> Result<String> {
    line.get(key)?.items()?.map(|w| w.get("content")?.text()).collect()
}

/// Decodes base64; `None` where a character is none of it.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0u32);
    for byte in text.bytes().filter(|b| !b.is_ascii_whitespace()) {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(digit)) & 0xff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    #[test]
    fn base64_is_decoded() {
        assert_eq!(super::base64("5bGe\nQQ==").unwrap(), "属A".as_bytes());
        assert_eq!(super::base64("5b*"), None);
    }
}
