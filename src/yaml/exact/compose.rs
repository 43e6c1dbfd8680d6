//! Events to a tape: scalars resolved, anchors bound, merges spread out, the bounds of go-yaml kept.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::budget::Budget;
use super::parser::{Event, Parser, Properties};
use super::problem::{BadProperty, BadStructure, BadValue, Problem};
use super::tag;
use super::token::Scalar;
use crate::yaml::tape::{EntryKind, Open, Style, Tape, TapeBuilder, Text};
use crate::yaml::{MAX_DEPTH, Span, SyntaxError, scalar};

/// What an anchor names.
#[derive(Clone, Debug)]
struct Anchored<'t> {
    index: u32,
    /// Set once the node is complete: only then may an alias stand for it.
    complete: Option<Extent>,
    /// A scalar as written, for an anchor on a key, whose text on the tape is that of the JSON key.
    key: Option<(EntryKind, Scalar<'t>)>,
}

/// How much a node comes to.
#[derive(Clone, Copy, Debug)]
struct Extent {
    /// Decoding steps it costs go-yaml.
    cost: u64,
    /// Levels of collections in it, itself included.
    height: usize,
}

/// An open collection.
#[derive(Debug)]
struct Frame<'t> {
    open: Open,
    index: u32,
    kind: EntryKind,
    /// Items, or pairs.
    count: u32,
    /// The levels below it that are known so far.
    height: usize,
    anchor: Option<&'t str>,
    budget_before: u64,
    /// In a mapping: the next node is a key.
    at_key: bool,
    /// In a mapping: the node to come is the value of a merge.
    merging: bool,
    /// In a mapping: keys that came in by merges, as ranges of tape indexes.
    merged: Vec<std::ops::Range<u32>>,
}

/// Builds the tape of one document.
#[derive(Debug)]
pub(super) struct Composer<'t> {
    source: &'t str,
    builder: TapeBuilder,
    frames: Vec<Frame<'t>>,
    anchors: FxHashMap<&'t str, Anchored<'t>>,
    budget: Budget,
}

impl<'t> Composer<'t> {
    pub(super) fn new(source: &'t str, chunk: Span) -> Self {
        Self {
            source,
            builder: TapeBuilder::with_capacity(chunk.len()),
            frames: Vec::new(),
            anchors: FxHashMap::default(),
            budget: Budget::default(),
        }
    }

    /// Reads the first document; without one, the tape holds one null.
    pub(super) fn compose(mut self, parser: &mut Parser<'t>) -> Result<Tape, SyntaxError> {
        loop {
            let (event, span) = parser.next()?;
            match event {
                Event::DocumentStart => self.budget.step().map_err(|problem| problem.at(span))?,
                Event::DocumentEnd => return Ok(self.builder.tape),
                Event::StreamEnd => {
                    let nothing = Text::Source { start: span.start, len: 0 };
                    self.builder.scalar(EntryKind::Null, Style::Implied, span.start, span.start, nothing);
                    return Ok(self.builder.tape);
                }
                Event::Alias(name) => self.alias(name, span)?,
                Event::Scalar(properties, scalar) => self.scalar(properties, scalar, span)?,
                Event::SequenceStart(properties, style) => self.open(EntryKind::Seq, properties, style, span)?,
                Event::MappingStart(properties, style) => self.open(EntryKind::Map, properties, style, span)?,
                Event::SequenceEnd | Event::MappingEnd => self.close(span)?,
            }
        }
    }

    fn expects_key(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.at_key)
    }

    /// The collection that the next node is merged into directly, which go-yaml does not decode as a node of its own.
    fn is_merge_value(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.merging)
    }

    // --- scalars ---

    fn scalar(&mut self, properties: Properties<'t>, scalar: Scalar<'t>, span: Span) -> Result<(), SyntaxError> {
        let plain = matches!(scalar.style, Style::Plain | Style::Implied);
        let is_merge_key = self.expects_key()
            && scalar.text == "<<"
            && match properties.tag.as_deref() {
                None => plain,
                Some(tag) => tag == "!" || tag == tag::MERGE,
            };
        if is_merge_key {
            return self.merge_key(properties, scalar, span);
        }
        if self.is_merge_value() {
            return Err(BadValue::MergeNeedsMapping.at(span));
        }
        self.step(span)?;
        let (kind, text) = match properties.tag.as_deref() {
            Some(tag) => tag::apply(tag, scalar.text).map_err(|problem| problem.at(span))?,
            None if plain => (scalar::resolve_plain(&scalar.text), scalar.text),
            None => (EntryKind::Str, scalar.text),
        };
        let scalar = Scalar { text, ..scalar };
        let index = if self.expects_key() {
            self.push_key(kind, &scalar, span)?
        } else {
            if kind == EntryKind::Float && scalar::is_special_float(&scalar.text) {
                return Err(BadValue::NotFinite.at(span));
            }
            self.push(kind, &scalar, scalar.text.clone(), span)
        };
        if let Some(name) = properties.anchor {
            let key = self.expects_key().then_some((kind, scalar));
            let complete = Some(Extent { cost: 1, height: 0 });
            self.anchors.insert(name, Anchored { index, complete, key });
        }
        self.node_ended(0);
        Ok(())
    }

    fn push_key(&mut self, kind: EntryKind, scalar: &Scalar<'t>, span: Span) -> Result<u32, SyntaxError> {
        let Some(key) = scalar::key_text(kind, &scalar.text) else {
            let problem = if kind == EntryKind::Null { BadValue::NullKey } else { BadValue::KeyTooLarge };
            return Err(problem.at(span));
        };
        let text = match (&scalar.text, key) {
            (Cow::Borrowed(text), Cow::Borrowed(key)) if *text == key => Cow::Borrowed(*text),
            (_, key) => Cow::Owned(key.into_owned()),
        };
        Ok(self.push(kind, scalar, text, span))
    }

    fn push(&mut self, kind: EntryKind, scalar: &Scalar<'t>, text: Cow<'t, str>, span: Span) -> u32 {
        let text = match &text {
            Cow::Borrowed(text) => Text::Source { start: scalar.text_start, len: text.len() as u32 },
            Cow::Owned(text) => Text::Owned(text),
        };
        self.builder.scalar(kind, scalar.style, span.start, span.end, text)
    }

    /// The `<<` itself stays on the tape as a pair that does not count.
    fn merge_key(&mut self, properties: Properties<'t>, scalar: Scalar<'t>, span: Span) -> Result<(), SyntaxError> {
        let index = self.push(EntryKind::Str, &scalar, scalar.text.clone(), span);
        if let Some(name) = properties.anchor {
            let complete = Some(Extent { cost: 1, height: 0 });
            self.anchors.insert(name, Anchored { index, complete, key: Some((EntryKind::Str, scalar)) });
        }
        if let Some(frame) = self.frames.last_mut() {
            self.builder.hide_key(frame.open, index);
            frame.at_key = false;
            frame.merging = true;
        }
        Ok(())
    }

    // --- aliases ---

    fn alias(&mut self, name: &'t str, span: Span) -> Result<(), SyntaxError> {
        let Some(anchored) = self.anchors.get(name).cloned() else {
            return Err(BadProperty::UnknownAnchor(name.to_owned()).at(span));
        };
        let target = self.builder.tape.entry(anchored.index);
        let Some(extent) = anchored.complete else {
            let anchor = Span::at(target.start);
            return Err(BadProperty::SelfContaining(name.to_owned()).explained_by(span, "it begins here", anchor));
        };
        self.budget.alias(extent.cost).map_err(|problem| problem.at(span))?;
        if self.frames.len() + extent.height > MAX_DEPTH {
            return Err(BadStructure::TooDeep.at(span));
        }
        if self.expects_key() {
            self.alias_as_key(&anchored, span)?;
        } else if self.is_merge_value() {
            if target.kind != EntryKind::Map {
                return Err(BadValue::MergeNeedsMapping.at(span));
            }
            let index = self.builder.alias(anchored.index, span.start, span.end);
            self.merge(index)?;
        } else {
            self.alias_as_value(anchored, span)?;
        }
        self.node_ended(extent.height);
        Ok(())
    }

    /// A key is written out, because its text is that of the JSON key.
    fn alias_as_key(&mut self, anchored: &Anchored<'t>, span: Span) -> Result<(), SyntaxError> {
        let target = self.builder.tape.entry(anchored.index);
        if matches!(target.kind, EntryKind::Seq | EntryKind::Map) {
            return Err(BadValue::CollectionAsKey.at(span));
        }
        let (kind, scalar) = match &anchored.key {
            Some(written) => written.clone(),
            None => {
                let text = self.builder.tape.text(&target, self.source).to_owned();
                (target.kind, Scalar { style: target.style, text: Cow::Owned(text), text_start: 0 })
            }
        };
        self.push_key(kind, &scalar, span)?;
        Ok(())
    }

    fn alias_as_value(&mut self, anchored: Anchored<'t>, span: Span) -> Result<(), SyntaxError> {
        match anchored.key {
            Some((EntryKind::Float, scalar)) if scalar::is_special_float(&scalar.text) => {
                return Err(BadValue::NotFinite.at(span));
            }
            Some((kind, scalar)) => self.push(kind, &scalar, scalar.text.clone(), span),
            None => self.builder.alias(anchored.index, span.start, span.end),
        };
        Ok(())
    }

    // --- collections ---

    fn open(
        &mut self,
        kind: EntryKind,
        properties: Properties<'t>,
        style: Style,
        span: Span,
    ) -> Result<(), SyntaxError> {
        if self.expects_key() {
            return Err(BadValue::CollectionAsKey.at(span));
        }
        if self.frames.len() >= MAX_DEPTH {
            return Err(BadStructure::TooDeep.at(span));
        }
        let budget_before = self.budget.steps();
        // A list of merged mappings is no node to go-yaml, only what stands in it.
        if !(self.is_merge_value() && kind == EntryKind::Seq) {
            self.step(span)?;
        }
        let index = self.builder.next_index();
        let open = self.builder.open(kind, style, span.start);
        if let Some(name) = properties.anchor {
            self.anchors.insert(name, Anchored { index, complete: None, key: None });
        }
        self.frames.push(Frame {
            open,
            index,
            kind,
            count: 0,
            height: 0,
            anchor: properties.anchor,
            budget_before,
            at_key: kind == EntryKind::Map,
            merging: false,
            merged: Vec::new(),
        });
        Ok(())
    }

    fn close(&mut self, span: Span) -> Result<(), SyntaxError> {
        let Some(frame) = self.frames.pop() else { return Ok(()) };
        let end = span.end;
        if frame.kind == EntryKind::Map {
            let merged = |index: u32| {
                let after = frame.merged.partition_point(|range| range.start <= index);
                after.checked_sub(1).and_then(|at| frame.merged.get(at)).is_some_and(|range| range.contains(&index))
            };
            self.builder.close_map(frame.open, frame.count, end, self.source, merged);
        } else {
            self.builder.close_seq(frame.open, frame.count, end);
        }
        let height = frame.height + 1;
        if let Some(anchored) = frame.anchor.and_then(|name| self.anchors.get_mut(name))
            && anchored.index == frame.index
        {
            anchored.complete = Some(Extent { cost: self.budget.steps() - frame.budget_before, height });
        }
        if self.is_merge_value() {
            self.merge(frame.index)?;
        }
        self.node_ended(height);
        Ok(())
    }

    /// Counts a node that has ended into its collection.
    fn node_ended(&mut self, height: usize) {
        let Some(frame) = self.frames.last_mut() else { return };
        frame.height = frame.height.max(height);
        if frame.kind == EntryKind::Map {
            frame.count += u32::from(!frame.at_key);
            frame.at_key = !frame.at_key;
            frame.merging = false;
        } else {
            frame.count += 1;
        }
    }

    fn step(&mut self, span: Span) -> Result<(), SyntaxError> {
        self.budget.step().map_err(|problem| problem.at(span))
    }

    // --- merges ---

    /// Adds the pairs of a mapping, or of a list of mappings, to the innermost mapping.
    fn merge(&mut self, value: u32) -> Result<(), SyntaxError> {
        let sources = self.merge_sources(value)?;
        // Of several mappings the first counts, so it comes last.
        for (source, place) in sources.into_iter().rev() {
            self.merge_mapping(source, place);
        }
        Ok(())
    }

    /// The mappings that a merge value stands for, with the place where each stands.
    fn merge_sources(&self, value: u32) -> Result<Vec<(u32, Span)>, SyntaxError> {
        let tape = &self.builder.tape;
        let entry = tape.entry(value);
        let source = |index: u32| {
            let place = Span::new(tape.entry(index).start, tape.entry(index).end);
            let target = tape.resolve(index);
            match tape.entry(target).kind {
                EntryKind::Map => Ok((target, place)),
                _ => Err(BadValue::MergeNeedsMapping.at(place)),
            }
        };
        if entry.kind != EntryKind::Seq {
            return Ok(vec![source(value)?]);
        }
        let mut sources = Vec::new();
        let mut item = value + 1;
        while item < entry.next {
            sources.push(source(item)?);
            item = tape.entry(item).next;
        }
        Ok(sources)
    }

    fn merge_mapping(&mut self, source: u32, place: Span) {
        let first = self.builder.next_index();
        let mut pairs = 0;
        for (key, value) in self.builder.tape.live_pairs(source) {
            self.builder.alias(key, place.start, place.end);
            self.builder.alias(value, place.start, place.end);
            pairs += 1;
        }
        let merged = first..self.builder.next_index();
        if let Some(frame) = self.frames.last_mut() {
            frame.count += pairs;
            frame.merged.push(merged);
        }
    }
}
