//! The table of all codes: what each means and what to do about it.

use super::{Lang, Severity};

/// Declares the codes once: the enum, their names, severities and words come from here, and the page
/// `grammar-notes/diagnostics.md` is held to it by a test.
macro_rules! codes {
    ($(
        $(#[doc = $doc:literal])*
        $variant:ident = $name:literal, $severity:ident $(, $more:ident)? ;
        $en:literal / $en_do:literal ; $zh:literal / $zh_do:literal
    )*) => {
        /// What a diagnostic is about. The names are stable: programs may rely on them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $( #[doc = concat!("`", $name, "`: ", $en)] $(#[doc = $doc])* $variant, )*
        }

        /// As [`Code::name`].
        impl std::fmt::Display for Code {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        /// As [`Code::name`].
        #[cfg(feature = "json")]
        impl serde::Serialize for Code {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.name())
            }
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[ $( Code::$variant ),* ];

            /// The stable name.
            pub fn name(self) -> &'static str {
                match self { $( Code::$variant => $name ),* }
            }

            /// How bad it is, unless the one who reports it knows better.
            pub fn severity(self) -> Severity {
                match self { $( Code::$variant => Severity::$severity ),* }
            }

            /// Whether it means that a part of the report is not there to be read.
            pub fn is_incomplete(self) -> bool {
                match self { $( Code::$variant => codes!(@incomplete $($more)?) ),* }
            }

            /// Whether it repeats what the state or a flag of the value at its spot says.
            pub(crate) fn is_of_value(self) -> bool {
                match self { $( Code::$variant => codes!(@of_value $($more)?) ),* }
            }

            /// What was found.
            pub fn message(self, lang: Lang) -> &'static str {
                match (self, lang) { $( (Code::$variant, Lang::En) => $en, (Code::$variant, Lang::Zh) => $zh, )* }
            }

            /// What to do.
            pub fn advice(self, lang: Lang) -> &'static str {
                match (self, lang) { $( (Code::$variant, Lang::En) => $en_do, (Code::$variant, Lang::Zh) => $zh_do, )* }
            }
        }
    };
    (@incomplete incomplete) => { true };
    (@of_value of_value) => { true };
    (@$asked:ident $($more:ident)?) => { false };
}

codes! {
    NotACreditReport = "not-a-credit-report", Error, incomplete;
        "nothing in the input tells of a credit report" / "check that the right file was given";
        "输入内容不像个人信用报告" / "请确认文件是否正确"
    SeveralReports = "several-reports", Error, incomplete;
        "the input holds more than one report, of which one was read" / "read each by its number (`--report 2`, `Options::report`)";
        "输入中含有多份报告，只读取了其中一份" / "请逐份指定读取（`--report 2`、`Options::report`）"
    PageNeedsOcr = "page-needs-ocr", Error, incomplete;
        "the page holds an image or glyphs without text" / "run OCR on this page and parse again";
        "该页没有可用的文字层" / "请对该页做文字识别后重新解析"
    PageIncomplete = "page-incomplete", Warning, incomplete;
        "the page's content is damaged; some of its text may be missing" / "compare the page with the paper, or run OCR on it";
        "该页内容损坏，文字可能不全" / "请对照原件，或对该页做文字识别"
    HiddenText = "hidden-text", Note;
        "the page's text lies hidden behind its picture: some recogniser's, how sure it was nobody says" / "compare what matters with the picture, or run OCR that tells its confidence";
        "该页文字是图像后的隐藏文字层，识别程序与置信度未知" / "请对照图像核对要点，或用能给出置信度的程序重新识别"
    PageCut = "page-cut", Warning, incomplete;
        "lines of print touch the page's edge; what goes on beyond it is missing" / "photograph or scan the whole page";
        "有文字紧贴页面边缘，边缘之外的内容缺失" / "请重新拍摄或扫描整页"
    PageMissing = "page-missing", Error, incomplete;
        "the footers count a page that the input does not hold" / "add the page and parse again";
        "按页脚计数缺少一页" / "请补齐该页后重新解析"
    PartMissing = "part-missing", Warning, incomplete;
        "a part that every report has was not found" / "look for missing pages or a title that was not read";
        "缺少报告必有的部分" / "请检查是否缺页或标题未识别"
    PageDuplicate = "page-duplicate", Warning;
        "the same page is in the input more than once" / "the later copy was set aside; remove it from the input";
        "同一页重复出现" / "已忽略后一份，请从输入中删除"
    PagesReordered = "pages-reordered", Warning;
        "the pages were not in the order of their footers, or of their titles' numbers where no footer has one, and were read in that order" / "check the order of the scans";
        "页面顺序与页脚（无页脚时与标题序号）不符，已按其顺序读取" / "请检查扫描顺序"
    PageOrderUnknown = "page-order-unknown", Warning, incomplete;
        "the pages have no numbers, and the numbers of their titles go back from one page to the next" / "put the pages in their order, look for a missing one, and parse again";
        "页面没有页码，且标题序号跨页倒退，无法确定页面顺序" / "请排好页面顺序、检查是否缺页后重新解析"
    TwoPageSheet = "two-page-sheet", Note;
        "two pages stand side by side on the sheet and were split" / "nothing, if both halves belong to the report";
        "一张纸上并排两页，已拆分" / "如两半均属本报告则无需处理"
    QuarterTurn = "quarter-turn", Note;
        "the page lies on its side or head and was turned" / "nothing; scan upright for the best result";
        "页面方向不正，已旋转" / "无需处理；正向扫描效果更好"
    Skew = "skew", Note;
        "the page is tilted and was straightened" / "nothing; above a few degrees scan again";
        "页面倾斜，已校正" / "无需处理；倾斜较大时请重新扫描"
    UnparsedLines = "unparsed-lines", Warning;
        "lines stand in a section and fit no rule of it" / "read them on the page; report the layout if it is a usual one";
        "该部分有未能识别的内容" / "请人工查看；若为常见版式请反馈"
    UnreadableValue = "unreadable-value", Warning, of_value;
        "something is printed that is no value of the field's kind" / "read it on the page; the raw text is kept";
        "该处内容无法读成字段应有的类型" / "请人工核对，原文已保留"
    UnknownWord = "unknown-word", Note;
        "the word is not in the field's vocabulary" / "compare it with the page: a misread word, or one the list lacks";
        "该词不在字段的词表中" / "请对照原件：可能误识，或词表未收"
    AccountListTruncated = "account-list-truncated", Warning, incomplete;
        "the report says that it shows only the latest accounts of this kind" / "ask the institution for the rest, or use the summary";
        "报告注明该类账户仅展示最新的部分" / "请另行获取其余账户，或以概要为准"
    GridCellOutsideRange = "grid-cell-outside-range", Note;
        "months are printed outside the range in the grid's heading" / "nothing: the rows are kept; check the heading's range";
        "还款记录中有超出标题起止年月的月份" / "已保留各月；请核对标题的起止年月"
    GridRangeContradictsRows = "grid-range-contradicts-rows", Warning;
        "months of the range in the grid's heading are not among its rows" / "look for months that were lost or a range misread";
        "还款记录标题范围内的月份在表中缺失" / "请查看是否漏读月份或误读标题"
    LabelLost = "label-lost", Warning, of_value;
        "a label was not read; its field was told by its place" / "compare the value with the page";
        "标签未能识别，字段由位置推断" / "请对照原件核对"
    TitleLost = "title-lost", Warning;
        "a section begins here without a title; its labels tell which one, or none where it could be several" / "compare its values with the page";
        "该部分标题未能识别，由其下的字段名推断；可能属于多个部分时不作归属" / "请对照原件核对该部分"
    SectionMissing = "section-missing", Warning, incomplete;
        "the summary tells of a part that has no section" / "look for missing pages or a heading that was not read";
        "概要中提到的部分没有对应明细" / "请检查是否缺页或标题未识别"
    IdCheckDigit = "id-check-digit", Warning;
        "the identity number's check digit does not fit, or its length is wrong" / "compare the number with the page";
        "身份证号码的校验位或长度不符" / "请对照原件核对号码"
    IdBirthDate = "id-birth-date", Warning;
        "the identity number tells another day of birth than the identity table" / "compare both with the page";
        "身份证号码与出生日期不一致" / "请对照原件核对两处"
    IdSex = "id-sex", Warning;
        "the identity number tells another sex than the identity table" / "compare both with the page";
        "身份证号码与性别不一致" / "请对照原件核对两处"
    ReportNumberDate = "report-number-date", Warning;
        "the report number does not begin with the day of the report" / "compare number and time with the page";
        "报告编号开头与报告日期不一致" / "请对照原件核对编号与时间"
    SummaryCount = "summary-count", Warning;
        "the summary counts another number than the details hold" / "look for a record that was lost, or a count misread";
        "概要中的数目与明细不符" / "请查看是否漏读记录或误读数目"
    SummarySum = "summary-sum", Warning;
        "the summary's amount is not what the details give" / "compare the amounts with the page";
        "概要中的金额与明细不符" / "请对照原件核对金额"
    SummaryMonth = "summary-month", Warning;
        "the summary's first month is not that of the earliest account" / "compare the dates with the page";
        "概要中的首笔月份与明细不符" / "请对照原件核对日期"
    TotalRow = "total-row", Warning;
        "the total row is not the sum of its rows" / "compare the rows with the page";
        "合计与各行之和不符" / "请对照原件核对各行"
    OverdueSummary = "overdue-summary", Warning;
        "the summary of overdue months disagrees with the grids" / "compare the summary and the grids with the page";
        "逾期信息汇总与还款记录不符" / "请对照原件核对汇总与还款记录"
    QueryWindow = "query-window", Warning;
        "the summary counts other queries than the query records hold" / "look for a query that was lost, or a count misread";
        "查询记录概要与查询明细不符" / "请查看是否漏读查询记录或误读次数"
    QueryOrder = "query-order", Warning;
        "the query records are not in the order of their days" / "compare the dates with the page";
        "查询记录的日期顺序有误" / "请对照原件核对日期"
    GridEndsElsewhere = "grid-ends-elsewhere", Warning;
        "the grid does not end in the month that the account's dates tell" / "compare the grid's last month with the as-of and closing dates";
        "还款记录的末月与截至或关闭日期不符" / "请核对末月与截至、关闭日期"
    GridBeforeOpening = "grid-before-opening", Warning;
        "the grid tells of months before the account was opened" / "compare the opening date and the grid with the page";
        "还款记录早于开立日期" / "请核对开立日期与还款记录"
    GridGap = "grid-gap", Warning;
        "a month between others is missing in the grid" / "look for a month that was lost or a year misread";
        "还款记录中间缺少月份" / "请查看是否漏读月份或误读年份"
    GridLastState = "grid-last-state", Warning;
        "the grid's last state does not fit the account's state" / "compare both with the page";
        "还款记录的末月状态与账户状态不符" / "请对照原件核对两处"
    GridOverdue = "grid-overdue", Warning;
        "what is overdue now does not fit the grid's last month" / "compare both with the page";
        "当前逾期与还款记录末月不符" / "请对照原件核对两处"
    GridUnknownAmount = "grid-unknown-amount", Note;
        "a state # stands with an amount other than --, or -- with another state" / "compare the month with the page";
        "状态 # 与金额 -- 未同时出现" / "请对照原件核对该月"
    GridAmount = "grid-amount", Warning;
        "the month's state and amount do not fit each other" / "compare the month with the page";
        "该月状态与金额不符" / "请对照原件核对该月"
    GridJump = "grid-jump", Warning;
        "the overdue level rises by more than one from month to month" / "compare both months with the page";
        "逾期级别一个月内上升超过一级" / "请对照原件核对相邻两月"
    GridsDisagree = "grids-disagree", Warning;
        "two grids, or a grid and the overdue records, tell different states of a month" / "compare both with the page";
        "两个还款记录（或还款记录与逾期记录）对同一月份的状态不一致" / "请对照原件核对两处"
    StateAmount = "state-amount", Warning;
        "the account's amounts do not fit each other or its state" / "compare them with the page";
        "账户金额之间或与账户状态不符" / "请对照原件核对"
    DateOrder = "date-order", Warning;
        "two dates stand in the wrong order" / "compare both with the page";
        "两个日期先后颠倒" / "请对照原件核对两处"
    DateInFuture = "date-in-future", Warning;
        "the date is later than the report" / "compare it with the page";
        "日期晚于报告时间" / "请对照原件核对"
    AgreementId = "agreement-id", Warning;
        "an agreement's id is spelt in two ways that look alike" / "compare both with the page";
        "同一授信协议标识有两种相近写法" / "请对照原件核对两处"
    NumberGap = "number-gap", Warning;
        "the numbers of the records are not 1, 2, 3 …" / "look for a record that was lost, or a number misread";
        "编号不连续" / "请查看是否漏读记录或误读编号"
}
