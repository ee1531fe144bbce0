//! Chinese cloud services.
//!
//! | service | example |
//! |---|---|
//! | Baidu general / accurate | `{"words_result":[{"words":"…","location":{"left","top","width","height"},"probability":{"average":0.98},"vertexes_location":[{"x","y"},…4]}]}`; of doc_analysis `{"results":[{"words":{"word":"…","words_location":{…}}}]}` |
//! | Tencent | `{"Response":{"TextDetections":[{"DetectedText":"…","Confidence":99,"Polygon":[{"X","Y"},…4]}]}}`, also without `Response` |
//! | Aliyun RecognizeAdvanced | `{"Data":"{\"prism_wordsInfo\":[{\"word\":\"…\",\"prob\":99,\"pos\":[{\"x\",\"y\"},…4]}],\"width\":…}"}`, also the inner object, or under `body` as the SDKs print it; RecognizeAllText: `Data.SubImages[].BlockInfo.BlockDetails[]` |
//! | Huawei | `{"result":{"words_block_list":[{"words":"…","location":[[x,y],…4],"confidence":0.99}]}}`, in tables under `words_region_list[]` |
//! | Volcengine OCRNormal | `{"data":{"line_texts":["…"],"line_rects":[{"x","y","width","height"}],"polygons":[[[x,y],…4]]}}` |
//! | TextIn | `{"result":{"pages":[{"width","height","raw_ocr":[{"text":"…","score":0.99,"position":[8 numbers]}]}]}}`, also `lines`, and without `pages`; of the analysis of documents `content`, with `pos` |

use crate::document::{Line, Page};
use crate::error::Result;
use crate::input::json::{self, Node};
use crate::input::parts;

/// Baidu. The `basic` calls give no location and are refused.
pub(super) fn baidu(root: &Node) -> Result<Vec<Page>> {
    // The analysis of a document tells each line under its kind of writing.
    if let Some(results) = root.opt("results").filter(|r| r.item(0).is_ok_and(|n| n.dig(&["words", "words_location"]).is_ok())) {
        let lines = results.items()?.map(|n| {
            let line = n.get("words")?;
            let score = parts::unit(n.opt("line_probability").and_then(|p| p.num("average")));
            Ok(parts::boxed(line.get("word")?.text()?, line.get("words_location")?.sized(["left", "top", "width", "height"])?, score))
        });
        return one_page(None, lines);
    }
    let lines = root.get("words_result")?.items()?.map(|n| {
        let text = n.get("words")?.text()?;
        let score = parts::unit(n.opt("probability").and_then(|p| p.num("average")));
        match n.opt("vertexes_location").filter(|v| v.len() == 4) {
            Some(corners) => corners.line_in_polygon(text, score),
            None => Ok(parts::boxed(text, n.get("location")?.sized(["left", "top", "width", "height"])?, score)),
        }
    });
    one_page(None, lines)
}

/// Tencent. `ItemPolygon` lies in the deskewed image and is used only where there is no `Polygon`.
pub(super) fn tencent(root: &Node) -> Result<Vec<Page>> {
    let response = root.opt("Response").unwrap_or_else(|| root.clone());
    let lines = response.get("TextDetections")?.items()?.map(|n| {
        let text = n.get("DetectedText")?.text()?;
        let score = parts::percent(n.num("Confidence"));
        match n.opt("Polygon").filter(|p| p.len() >= 2) {
            Some(polygon) => polygon.line_in_polygon(text, score),
            None => Ok(parts::boxed(text, n.get("ItemPolygon")?.sized(["X", "Y", "Width", "Height"])?, score)),
        }
    });
    one_page(None, lines)
}

/// Aliyun. Only `pos` is trusted: width and height of a word change places with its angle.
pub(super) fn aliyun(root: &Node) -> Result<Vec<Page>> {
    let root = root.opt("body").unwrap_or_else(|| root.clone());
    let data = root.opt("Data").or_else(|| root.opt("data"));
    if let Some(node) = &data
        && let Ok(inner) = node.text()
    {
        let values = json::parse(inner).map_err(|_| node.fail("the string holds no JSON"))?;
        let value = values.first().ok_or_else(|| node.fail("the string holds no JSON"))?;
        if value.get("tables").is_some() && value.get("prism_wordsInfo").is_none() {
            return Err(node.fail("only tables stand here, whose cells hold several lines each; call RecognizeAdvanced"));
        }
        return aliyun_data(&Node::root(value));
    }
    aliyun_data(&data.unwrap_or_else(|| root.clone()))
}

fn aliyun_data(data: &Node) -> Result<Vec<Page>> {
    if let Some(images) = data.opt("SubImages") {
        let pages = images.items()?.zip(1..).map(|(image, number)| {
            let blocks = image.dig(&["BlockInfo", "BlockDetails"])?;
            let lines = blocks
                .items()?
                .map(|n| n.get("BlockPoints")?.line_in_polygon(n.get("BlockContent")?.text()?, parts::percent(n.num("BlockConfidence"))));
            Ok(parts::page(number, image.num("Width"), image.num("Height"), lines.collect::<Result<_>>()?))
        });
        return pages.collect();
    }
    let lines =
        data.get("prism_wordsInfo")?.items()?.map(|n| n.get("pos")?.line_in_polygon(n.get("word")?.text()?, parts::percent(n.num("prob"))));
    one_page(Some(data), lines)
}

/// Huawei's general text and general table.
pub(super) fn huawei(root: &Node) -> Result<Vec<Page>> {
    let result = root.opt("result").unwrap_or_else(|| root.clone());
    let mut lines = Vec::new();
    match result.opt("words_region_list") {
        None => huawei_list(&result, &mut lines)?,
        Some(regions) => regions.items()?.try_for_each(|region| huawei_list(&region, &mut lines))?,
    }
    Ok(vec![parts::page(1, None, None, lines)])
}

fn huawei_list(node: &Node, lines: &mut Vec<Line>) -> Result<()> {
    for n in node.get("words_block_list")?.items()? {
        let place = n.any(&["location", "cell_location"])?;
        lines.push(place.line_in_polygon(n.get("words")?.text()?, parts::unit(n.num("confidence")))?);
    }
    Ok(())
}

/// Volcengine; it gives no confidence a line.
pub(super) fn volcengine(root: &Node) -> Result<Vec<Page>> {
    let data = root.opt("data").unwrap_or_else(|| root.clone());
    let texts = data.get("line_texts")?;
    let polygons = data.opt("polygons").filter(|p| p.len() == texts.len());
    let places = match polygons {
        Some(polygons) => polygons,
        None => data.get("line_rects")?,
    };
    if places.len() != texts.len() {
        return Err(texts.fail(format!("{} texts, but {} boxes", texts.len(), places.len())));
    }
    let lines = texts.items()?.zip(places.items()?).map(|(text, place)| {
        if place.value().is_object() {
            return Ok(parts::boxed(text.text()?, place.sized(["x", "y", "width", "height"])?, None));
        }
        place.line_in_polygon(text.text()?, None)
    });
    one_page(None, lines)
}

const TEXTIN_LINES: &[&str] = &["raw_ocr", "lines"];

/// TextIn.
pub(super) fn textin(root: &Node) -> Result<Vec<Page>> {
    let result = root.get("result")?;
    let pages = match result.get("pages") {
        // A call for one picture has no pages.
        Err(_) if result.any(TEXTIN_LINES).is_ok() => vec![result],
        pages => pages?.items()?.collect(),
    };
    let pages = pages.into_iter().zip(1..).map(|(page, number)| {
        // The analysis of a document has each line among its pictures.
        let list = page.any(TEXTIN_LINES).or_else(|e| page.get("content").map_err(|_| e))?;
        let lines = list
            .items()?
            .filter(|n| n.opt("type").is_none_or(|kind| kind.text() != Ok("image")))
            .map(|n| n.any(&["position", "pos"])?.line_in_polygon(n.get("text")?.text()?, parts::unit(n.num("score"))));
        Ok(parts::page(number, page.num("width"), page.num("height"), lines.collect::<Result<_>>()?))
    });
    pages.collect()
}

fn one_page(size: Option<&Node>, lines: impl Iterator<Item = Result<Line>>) -> Result<Vec<Page>> {
    let (width, height) = (size.and_then(|s| s.num("width")), size.and_then(|s| s.num("height")));
    Ok(vec![parts::page(1, width, height, lines.collect::<Result<_>>()?)])
}
