#!/usr/bin/env python3
"""Writes one fictional page in every format that the library reads, beside this script.

The page is 1000 x 700; each line is (text, left, top, width, height, confidence). Word formats get the line cut in two words.
"""
import base64, json, os
HERE = os.path.dirname(os.path.abspath(__file__))
W, H = 1000, 700
PAGE = [
    ("个人信用报告", 380, 40, 240, 40, 0.99),
    ("报告编号：2024010100000000000001", 60, 110, 480, 24, 0.98),
    ("被查询者姓名", 60, 160, 144, 24, 0.97),
    ("证件号码", 420, 160, 96, 24, 0.96),
    ("张三", 60, 200, 48, 24, 0.95),
    ("110108******181X", 420, 200, 192, 24, 0.94),
    ("--", 700, 200, 24, 24, 0.6),
    ("北京市海淀区甲一路1号", 60, 240, 252, 24, 0.93),
    ("1,234,567", 420, 240, 108, 24, 0.92),
    ("2015.05.05", 700, 240, 120, 24, 0.91),
]

def put(name, text):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as f:
        f.write(text if text.endswith("\n") else text + "\n")

def js(name, value):
    put(name, json.dumps(value, ensure_ascii=False, separators=(",", ":")))

def quad(x, y, w, h):
    return [[x, y], [x + w, y], [x + w, y + h], [x, y + h]]

def xy(points, a="x", b="y"):
    return [{a: x, b: y} for x, y in points]

def flat(points, by=1):
    return [round(v / by, 6) for p in points for v in p]

def words(text, x, y, w, h):
    """Two words that touch, so that joining them gives the line back."""
    if len(text) < 4:
        return [(text, x, y, w, h)]
    k = len(text) // 2
    m = w * k // len(text)
    return [(text[:k], x, y, m, h), (text[k:], x + m, y, w - m, h)]

L = [(t, quad(x, y, w, h), c, (x, y, w, h)) for t, x, y, w, h, c in PAGE]

js("lines.json", {"pages": [{"page": 1, "width": W, "height": H, "lines": [{"text": t, "box": [x, y, x + w, y + h], "confidence": c} for t, _, c, (x, y, w, h) in L]}]})
# PaddleOCR and kin
p2 = [[[q, [t, c]] for t, q, c, _ in L]]
js("paddleocr2.json", p2)
put("paddleocr2_printed.txt", repr([[[q, (t, c)] for t, q, c, _ in L]]))
p3 = {"input_path": "page.png", "page_index": None, "rec_texts": [t for t, *_ in L], "rec_scores": [c for _, _, c, _ in L], "rec_polys": [q for _, q, _, _ in L], "rec_boxes": [[x, y, x + w, y + h] for *_, (x, y, w, h) in L]}
js("paddleocr3.json", p3)
js("paddleocr3_res.json", {"res": p3})
js("paddleocr3_serving.json", {"errorCode": 0, "result": {"ocrResults": [{"prunedResult": p3}]}})
put("ppocr-label.txt", "page.png\t" + json.dumps([{"transcription": t, "points": q} for t, q, _, _ in L], ensure_ascii=False))
js("paddlehub.json", {"results": [[{"text": t, "confidence": c, "text_region": q} for t, q, c, _ in L]], "status": "000"})
js("faster-paddle.json", {"bounds": {str(i): {"topLeftCoord": q[0], "bottomRightCoord": q[2], "text": t, "confidence": c} for i, (t, q, c, _) in enumerate(L)}})
# RapidOCR, EasyOCR, coded
js("rapidocr1.json", [[q, t, c] for t, q, c, _ in L])
put("rapidocr1_printed.txt", repr(([[q, t, c] for t, q, c, _ in L], [0.1, 0.2, 0.3])))
js("rapidocr3.json", [{"box": q, "txt": t, "score": c} for t, q, c, _ in L])
boxes = "array([" + ",\n\n ".join(str([[float(v) for v in p] for p in q]).replace(".0", ".") for _, q, _, _ in L) + "], dtype=float32)"
put("rapidocr3_printed.txt", "RapidOCROutput(img=array([[[255, 255, 255],\n        ...,\n        [255, 255, 255]]], dtype=uint8), boxes=%s, txts=%r, scores=%r, word_results=(('', 1.0, None),), elapse_list=[0.1], lang_type=<LangRec.CH: 'ch'>)" % (boxes, tuple(t for t, *_ in L), tuple(c for _, _, c, _ in L)))
js("rapidocr_api.json", {str(i): {"rec_txt": t, "dt_boxes": q, "score": c} for i, (t, q, c, _) in reversed(list(enumerate(L)))})
js("ocr-json.json", {"code": 100, "data": [{"box": q, "score": c, "text": t} for t, q, c, _ in L]})
js("easyocr_dict.json", [{"boxes": q, "text": t, "confident": c} for t, q, c, _ in L])
js("easyocr_strings.json", [json.dumps({"boxes": q, "text": t, "confident": c}) for t, q, c, _ in L])
# Clouds
js("baidu.json", {"log_id": 1, "direction": 0, "words_result_num": len(L), "words_result": [{"words": t, "location": dict(left=x, top=y, width=w, height=h), "probability": {"average": c}} for t, _, c, (x, y, w, h) in L]})
js("tencent.json", {"Response": {"TextDetections": [{"DetectedText": t, "Confidence": round(c * 100), "Polygon": xy(q, "X", "Y"), "ItemPolygon": dict(X=x, Y=y, Width=w, Height=h)} for t, q, c, (x, y, w, h) in L], "Angle": 0.0}})
inner = {"content": "", "width": W, "height": H, "angle": 0, "prism_wordsInfo": [{"word": t, "prob": round(c * 100), "pos": xy(q), "angle": -89, "x": -5, "y": 7, "width": 1, "height": 2} for t, q, c, _ in L]}
js("aliyun.json", {"RequestId": "0", "Data": json.dumps(inner, ensure_ascii=False)})
js("aliyun_alltext.json", {"Data": {"SubImages": [{"BlockInfo": {"BlockDetails": [{"BlockContent": t, "BlockConfidence": round(c * 100), "BlockPoints": xy(q, "X", "Y")} for t, q, c, _ in L]}}]}})
js("huawei.json", {"result": {"direction": -1, "words_block_count": len(L), "words_block_list": [{"words": t, "location": q, "confidence": c} for t, q, c, _ in L]}})
js("volcengine.json", {"code": 10000, "data": {"line_texts": [t for t, *_ in L], "line_rects": [dict(x=x, y=y, width=w, height=h) for *_, (x, y, w, h) in L], "polygons": [q for _, q, _, _ in L]}})
js("textin.json", {"code": 200, "result": {"pages": [{"width": W, "height": H, "raw_ocr": [{"text": t, "score": c, "position": flat(q)} for t, q, c, _ in L]}]}})
js("iflytek_general.json", {"code": "0", "data": {"block": [{"type": "text", "line": [{"confidence": c, "location": {"top_left": dict(x=x, y=y), "right_bottom": dict(x=x + w, y=y + h)}, "word": [{"content": t[:2]}, {"content": t[2:]}]} for t, _, c, (x, y, w, h) in L]}]}})
packed = {"pages": [{"width": W, "height": H, "exception": 0, "lines": [{"exception": 0, "conf": c, "coord": xy(q), "words": [{"content": t}]} for t, q, c, _ in L] + [{"exception": 1}]}]}
js("iflytek_universal.json", {"header": {"code": 0}, "payload": {"result": {"text": base64.b64encode(json.dumps(packed).encode()).decode()}}})
js("azure_read.json", {"status": "succeeded", "analyzeResult": {"readResults": [{"page": 1, "width": W, "height": H, "unit": "pixel", "lines": [{"text": t, "boundingBox": flat(q), "words": [{"text": t, "boundingBox": flat(q), "confidence": c}]} for t, q, c, _ in L]}]}})
at, spans = 0, []
for t, *_ in L:
    spans.append(at)
    at += len(t) + 1
js("azure_document.json", {"analyzeResult": {"stringIndexType": "unicodeCodePoint", "content": "\n".join(t for t, *_ in L), "pages": [{"pageNumber": 1, "width": W / 100, "height": H / 100, "unit": "inch", "words": [{"content": ch, "polygon": [], "confidence": c, "span": {"offset": o + i, "length": 1}} for (t, _, c, _), o in zip(L, spans) for i, ch in enumerate(t)], "lines": [{"content": t, "polygon": flat(q, 100), "spans": [{"offset": o, "length": len(t)}]} for (t, q, _, _), o in zip(L, spans)]}]}})
js("azure_image.json", {"metadata": {"width": W, "height": H}, "readResult": {"blocks": [{"lines": [{"text": t, "boundingPolygon": xy(q), "words": [{"text": t, "confidence": c}]} for t, q, c, _ in L]}]}})
said = "\n".join(t for t, *_ in L)
at = [sum(len(t) + 1 for t, *_ in L[:n]) for n in range(len(L))]
js("document_ai.json", {"document": {"text": said, "pages": [{"pageNumber": 1, "dimension": {"width": W, "height": H, "unit": "pixels"}, "lines": [{"layout": {"confidence": c, "textAnchor": {"textSegments": [{**({"startIndex": str(n)} if n else {}), "endIndex": str(n + len(t) + 1)}]}, "boundingPoly": {"vertices": xy(q)}}} for (t, q, c, _), n in zip(L, at)]}]}})
js("google.json", {"responses": [{"textAnnotations": [{"description": "…"}], "fullTextAnnotation": {"pages": [{"width": W, "height": H, "blocks": [{"paragraphs": [{"words": [{"confidence": c, "boundingBox": {"vertices": xy(quad(*b))}, "symbols": [{"text": s} for s in word]} for word, *b in words(t, *box)]}]} for t, _, c, box in L]}]}}]})
js("textract.json", {"DocumentMetadata": {"Pages": 1}, "Blocks": [{"BlockType": "PAGE", "Page": 1}] + [{"BlockType": "LINE", "Page": 1, "Text": t, "Confidence": c * 100, "Geometry": {"BoundingBox": dict(Left=x / W, Top=y / H, Width=w / W, Height=h / H)}} for t, _, c, (x, y, w, h) in L]})
js("vision.json", [[t, c, [x / W, 1 - (y + h) / H, w / W, h / H]] for t, _, c, (x, y, w, h) in L])
# Models
js("doctr.json", {"pages": [{"page_idx": 0, "dimensions": [H, W], "blocks": [{"lines": [{"words": [{"value": t, "confidence": c, "geometry": [[x / W, y / H], [(x + w) / W, (y + h) / H]]}]}]} for t, _, c, (x, y, w, h) in L]}]})
js("surya.json", {"page": [{"text_lines": [{"polygon": q, "confidence": c, "text": t} for t, q, c, _ in L], "image_bbox": [0, 0, W, H], "page": 1}]})
js("surya_blocks.json", {"page": [{"blocks": [{"polygon": q, "confidence": c, "html": "<p>%s</p>" % t} for t, q, c, _ in L], "image_bbox": [0, 0, W, H]}]})
js("mineru_middle.json", {"pdf_info": [{"page_idx": 0, "page_size": [W, H], "para_blocks": [{"type": "text", "lines": [{"bbox": [x, y, x + w, y + h], "spans": [{"type": "text", "content": t, "score": c, "bbox": [x, y, x + w, y + h]}]}]} for t, _, c, (x, y, w, h) in L[1:]], "discarded_blocks": [{"type": "header", "lines": [{"spans": [{"content": t, "score": c, "bbox": [x, y, x + w, y + h]}]}]} for t, _, c, (x, y, w, h) in L[:1]]}], "_version_name": "2.5.4"})
js("mineru_content_list.json", [{"type": "text", "text": t, "bbox": [x * 1000 / W, y * 1000 / H, (x + w) * 1000 / W, (y + h) * 1000 / H], "page_idx": 0} for t, _, c, (x, y, w, h) in L])
# Text layers
def plumbed(t, x, y, w, h):
    return {"text": t, "x0": x, "x1": x + w, "top": y, "bottom": y + h, "page_number": 1}
cut = [b for t, _, _, box in L for b in words(t, *box)]
js("pdfplumber.json", {"page_number": 1, "width": W, "height": H, "words": [plumbed(*b) for b in cut]})
js("pdfplumber_chars.json", [plumbed(ch, x + w * i / len(t), y, w / len(t), h) for t, x, y, w, h in cut for i, ch in enumerate(t)])
js("pymupdf.json", {"width": W, "height": H, "blocks": [{"type": 0, "lines": [{"dir": [1, 0], "spans": [{"text": t, "bbox": [x, y, x + w, y + h]} for t, x, y, w, h in words(t, *box)]}]} for t, _, _, box in L]})
js("pymupdf_words.json", [[x, y, x + w, y + h, t, 0, 0, 0] for t, x, y, w, h in cut])
js("stext.json", {"file": "page.pdf", "pages": [{"blocks": [{"type": "text", "lines": [{"bbox": dict(x=x, y=y, w=w, h=h), "text": t}]} for t, _, _, (x, y, w, h) in L]}]})
# Tables of words
head = "level page_num block_num par_num line_num word_num left top width height conf text".split()
rows = [head, [1, 1, 0, 0, 0, 0, 0, 0, W, H, -1, ""]]
for i, (t, _, c, box) in enumerate(L):
    rows += [[5, 1, 1, 1, i // 3, k, x, y, w, h, c * 100, word] for k, (word, x, y, w, h) in enumerate(words(t, *box))]
# Tesseract's lines run across cells: those of one height share a line.
tops = {}
for r in rows[2:]:
    r[4] = tops.setdefault(r[7], len(tops))
js("tesseract_dict.json", {name: [r[k] if k in (10, 11) else int(r[k]) for r in rows[1:]] for k, name in enumerate(rows[0])})
put("tesseract.tsv", "\n".join("\t".join(map(str, r)) for r in rows))
rows = [head, [1, 1, 0, 0, 0, 0, 0.0, 0.0, W, H, -1, "###PAGE###"]]
for i, (t, _, c, box) in enumerate(L):
    rows += [[5, 1, 0, i, 0, k, x, y, w, h, 100, word] for k, (word, x, y, w, h) in enumerate(words(t, *box))]
put("poppler.tsv", "\n".join("\t".join(map(str, r)) for r in rows))
# XML
def edges(x, y, w, h):
    return "%s %s %s %s" % (x, y, x + w, y + h)
body = "".join("<span class='ocr_line' title='bbox %s'>%s</span>\n" % (edges(*box), " ".join("<span class='ocrx_word' title='bbox %s; x_wconf %d'>%s</span>" % (edges(*b), round(c * 100), word) for word, *b in words(t, *box))) for t, _, c, box in L)
put("page.hocr", "<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Transitional//EN' 'http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd'>\n<html xmlns='http://www.w3.org/1999/xhtml'><body><div class='ocr_page' title='image \"page.png\"; bbox 0 0 %d %d; ppageno 0'>\n%s</div></body></html>" % (W, H, body))
body = "".join("<TextLine>%s</TextLine>\n" % "<SP WIDTH='-1'/>".join("<String HPOS='%s' VPOS='%s' WIDTH='%s' HEIGHT='%s' WC='%s' CONTENT='%s'/>" % (*b, c, word) for word, *b in words(t, *box)) for t, _, c, box in L)
put("alto.xml", "<?xml version='1.0' encoding='UTF-8'?>\n<alto xmlns='http://www.loc.gov/standards/alto/ns-v4#'><Description><MeasurementUnit>pixel</MeasurementUnit></Description><Layout><Page WIDTH='%d' HEIGHT='%d'><PrintSpace>\n%s</PrintSpace></Page></Layout></alto>" % (W, H, body))
body = "".join("<TextLine><Coords points='%s'/><TextEquiv conf='%s'><Unicode>%s</Unicode></TextEquiv></TextLine>\n" % (" ".join("%d,%d" % tuple(p) for p in q), c, t) for t, q, c, _ in L)
put("page.xml", "<?xml version='1.0' encoding='UTF-8'?>\n<PcGts xmlns='http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15'><Page imageFilename='page.png' imageWidth='%d' imageHeight='%d'><TextRegion>\n%s</TextRegion></Page></PcGts>" % (W, H, body))
body = "".join("<word xMin='%s' yMin='%s' xMax='%s' yMax='%s'>%s</word>\n" % (x, y, x + w, y + h, t) for t, x, y, w, h in cut)
put("poppler_bbox.xhtml", "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Transitional//EN' 'http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd'><html xmlns='http://www.w3.org/1999/xhtml'><head><title>page</title></head><body><doc><page width='%d' height='%d'>\n%s</page></doc></body></html>" % (W, H, body))
body = "".join("<text top='%s' left='%s' width='%s' height='%s' font='0'><b>%s</b></text>\n" % (y, x, w, h, t) for t, _, _, (x, y, w, h) in L)
put("pdftohtml.xml", "<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE pdf2xml SYSTEM 'pdf2xml.dtd'>\n<pdf2xml producer='poppler'><page number='1' position='absolute' top='0' left='0' width='%d' height='%d'>\n%s</page></pdf2xml>" % (W, H, body))
def char(ch, x, y, w, h):
    return "<char quad='%s %s %s %s %s %s %s %s' c='%s'/>" % (x, y, x + w, y, x, y + h, x + w, y + h, ch)
body = "".join("<line bbox='%s' wmode='0' dir='1 0'><font name='F' size='9'>%s</font></line>\n" % (edges(x, y, w, h), "".join(char(ch, x + w * i / len(t), y, w / len(t), h) for i, ch in enumerate(t))) for t, _, _, (x, y, w, h) in L)
put("stext.xml", "<?xml version='1.0'?>\n<document name='page.pdf'><page id='page1' width='%d' height='%d'><block>\n%s</block></page></document>" % (W, H, body))
