//! The built-in functions that plans have, as the machine has them: what they do not take makes them undefined.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use regex::RegexBuilder;
use regorus::Value;

use super::collections::Flow;
use super::value::Val;
use super::{Evaluated, Evaluator, Unsure};
use crate::policy::bundle::plan::{Builtin, Expression};

/// As large as the machine lets a regular expression become, in bytes.
const REGEX_SIZE_LIMIT: usize = 100 * 1024;
/// How many bytes of text count as one step.
const STEP_OF_TEXT: usize = 64;

impl<'v> Evaluator<'v, '_> {
    pub(super) fn call(&mut self, builtin: Builtin, arguments: &'v [Expression]) -> Evaluated<Val<'v>> {
        let argument = |this: &mut Self, at: usize| arguments.get(at).map_or(Err(Unsure), |a| this.evaluate(a));
        let first = argument(self, 0)?;
        let (second, third) = match arguments.len() {
            1 => (Val::Null, Val::Null),
            2 => (argument(self, 1)?, Val::Null),
            _ => (argument(self, 1)?, argument(self, 2)?),
        };
        if first.is_undefined() || second.is_undefined() || third.is_undefined() {
            return Ok(Val::Undefined);
        }
        match builtin {
            Builtin::Count => self.counted(&first),
            Builtin::ObjectGet => self.object_get(&first, &second, third),
            Builtin::ObjectKeys => self.keys(&first),
            Builtin::ObjectUnion => self.object_union(&first, &second),
            Builtin::Substring => substring(&first, &second, &third),
            Builtin::IsArray => Ok(Val::Bool(first.rank() == 4)),
            Builtin::IsBoolean => Ok(Val::Bool(first.rank() == 1)),
            Builtin::IsNumber => Ok(Val::Bool(first.rank() == 2)),
            Builtin::IsObject => Ok(Val::Bool(first.rank() == 6)),
            Builtin::IsString => Ok(Val::Bool(first.rank() == 3)),
            Builtin::ArrayConcat => self.concat_lists(&first, &second),
            Builtin::ArraySlice => self.slice(&first, &second, &third),
            Builtin::Concat => self.concat(&first, &second),
            Builtin::Max => self.extreme(&first, Ordering::Greater),
            Builtin::Min => self.extreme(&first, Ordering::Less),
            Builtin::RegexMatch => self.regex_match(&first, &second),
            Builtin::ToNumber => to_number(&first),
            _ => self.of_text(builtin, &first, &second, &third),
        }
    }

    /// Functions whose arguments are all texts.
    fn of_text(&mut self, builtin: Builtin, on: &Val<'v>, second: &Val<'v>, third: &Val<'v>) -> Evaluated<Val<'v>> {
        let Some(text) = on.text() else { return Ok(Val::Undefined) };
        self.step(text.len() / STEP_OF_TEXT)?;
        match builtin {
            Builtin::Lower if !text.chars().any(char::is_uppercase) && text.is_ascii() => return Ok(on.clone()),
            Builtin::Lower => return Ok(Val::Text(text.to_lowercase().into())),
            Builtin::Upper => return Ok(Val::Text(text.to_uppercase().into())),
            Builtin::TrimSpace => return Ok(on.part(str::trim)),
            _ => {}
        }
        let Some(other) = second.text() else { return Ok(Val::Undefined) };
        Ok(match builtin {
            Builtin::Contains => Val::Bool(text.contains(other)),
            Builtin::StartsWith => Val::Bool(text.starts_with(other)),
            Builtin::EndsWith => Val::Bool(text.ends_with(other)),
            Builtin::IndexOf => match text.find(other).and_then(|at| text.get(..at)) {
                Some(before) => Val::Int(before.chars().count() as i64),
                None => Val::Int(-1),
            },
            Builtin::Split if !other.is_empty() => self.split(on, other)?,
            Builtin::Trim => on.part(|text| text.trim_matches(|c| other.contains(c))),
            Builtin::TrimLeft => on.part(|text| text.trim_start_matches(|c| other.contains(c))),
            Builtin::TrimRight => on.part(|text| text.trim_end_matches(|c| other.contains(c))),
            Builtin::TrimPrefix => on.part(|text| text.strip_prefix(other).unwrap_or(text)),
            Builtin::TrimSuffix => on.part(|text| text.strip_suffix(other).unwrap_or(text)),
            Builtin::Replace => match third.text() {
                Some(_) if !text.contains(other) => on.clone(),
                Some(new) => Val::Text(text.replace(other, new).into()),
                None => Val::Undefined,
            },
            _ => return Err(Unsure),
        })
    }

    fn split(&mut self, on: &Val<'v>, delimiter: &str) -> Evaluated<Val<'v>> {
        let parts: Vec<Val<'v>> = match on {
            Val::Str(text) => text.split(delimiter).map(Val::Str).collect(),
            Val::Text(text) => text.split(delimiter).map(|part| Val::Text(part.into())).collect(),
            _ => return Err(Unsure),
        };
        self.step(parts.len())?;
        Ok(Val::list(parts))
    }

    /// The least or largest member.
    fn extreme(&mut self, of: &Val<'v>, wanted: Ordering) -> Evaluated<Val<'v>> {
        if !matches!(of.rank(), 4 | 5) {
            return Ok(Val::Undefined);
        }
        let mut found = Val::Undefined;
        self.members(of, &mut |this, _, member| {
            this.step(1)?;
            if found.is_undefined() || this.compare(&member, &found)? == wanted {
                found = member;
            }
            Ok(Flow::Next)
        })?;
        Ok(found)
    }

    fn counted(&self, of: &Val<'v>) -> Evaluated<Val<'v>> {
        if let Some(text) = of.text() {
            return Ok(Val::Int(text.encode_utf16().count() as i64));
        }
        Ok(self.count(of)?.map_or(Val::Undefined, |count| Val::Int(count as i64)))
    }

    fn object_get(&mut self, of: &Val<'v>, key: &Val<'v>, default: Val<'v>) -> Evaluated<Val<'v>> {
        if of.rank() != 6 {
            return Ok(Val::Undefined);
        }
        let mut found = of.clone();
        match key.rank() {
            3 => found = self.index(of, key)?,
            4 => {
                self.members(key, &mut |this, _, key| {
                    found = this.index(&found, &key)?;
                    Ok(Flow::Next)
                })?;
            }
            _ => return Err(Unsure),
        }
        Ok(if found.is_undefined() { default } else { found })
    }

    fn keys(&mut self, of: &Val<'v>) -> Evaluated<Val<'v>> {
        if of.rank() != 6 {
            return Ok(Val::Undefined);
        }
        let mut keys = Vec::new();
        self.members(of, &mut |this, key, _| {
            this.step(1)?;
            keys.push(key);
            Ok(Flow::Next)
        })?;
        Ok(Val::Set(keys.into()))
    }

    fn object_union(&self, first: &Val<'v>, second: &Val<'v>) -> Evaluated<Val<'v>> {
        if (first.rank(), second.rank()) != (6, 6) {
            return Ok(Val::Undefined);
        }
        Ok(Val::Rego(union(&self.scene.to_value(first)?, &self.scene.to_value(second)?)))
    }

    /// The items of a list; nothing of anything else.
    fn items(&mut self, of: &Val<'v>) -> Evaluated<Option<Vec<Val<'v>>>> {
        if of.rank() != 4 {
            return Ok(None);
        }
        let mut items = Vec::new();
        self.members(of, &mut |this, _, item| {
            this.step(1)?;
            items.push(item);
            Ok(Flow::Next)
        })?;
        Ok(Some(items))
    }

    fn concat_lists(&mut self, first: &Val<'v>, second: &Val<'v>) -> Evaluated<Val<'v>> {
        let (Some(mut items), Some(others)) = (self.items(first)?, self.items(second)?) else {
            return Ok(Val::Undefined);
        };
        items.extend(others);
        Ok(Val::list(items))
    }

    fn slice(&mut self, of: &Val<'v>, start: &Val<'v>, stop: &Val<'v>) -> Evaluated<Val<'v>> {
        let (Val::Int(start), Val::Int(stop)) = (start, stop) else { return Err(Unsure) };
        let Some(items) = self.items(of)? else { return Ok(Val::Undefined) };
        let within = |at: i64| usize::try_from(at.max(0)).unwrap_or(usize::MAX).min(items.len());
        let (start, stop) = (within(*start), within(*stop));
        Ok(Val::list(items.get(start..stop).unwrap_or_default().to_vec()))
    }

    fn concat(&mut self, delimiter: &Val<'v>, texts: &Val<'v>) -> Evaluated<Val<'v>> {
        // The order of sets is for the machine to know.
        let (Some(delimiter), 4) = (delimiter.text(), texts.rank()) else { return Err(Unsure) };
        let items = self.items(texts)?.unwrap_or_default();
        let texts: Option<Vec<&str>> = items.iter().map(Val::text).collect();
        Ok(texts.map_or(Val::Undefined, |texts| Val::Text(texts.join(delimiter).into())))
    }

    fn regex_match(&mut self, pattern: &Val<'v>, text: &Val<'v>) -> Evaluated<Val<'v>> {
        let (Some(pattern), Some(text)) = (pattern.text(), text.text()) else { return Ok(Val::Undefined) };
        self.step(text.len())?;
        if !self.patterns.contains_key(pattern) {
            let compiled = RegexBuilder::new(pattern).size_limit(REGEX_SIZE_LIMIT).build();
            self.patterns.insert(pattern.into(), compiled.ok());
        }
        let compiled = self.patterns.get(pattern).and_then(Option::as_ref).ok_or(Unsure)?;
        Ok(Val::Bool(compiled.is_match(text)))
    }
}

/// What two objects have together, down to their parts; where they differ the second counts.
fn union(first: &Value, second: &Value) -> Value {
    let (Ok(first), Ok(other)) = (first.as_object(), second.as_object()) else { return second.clone() };
    let mut all: BTreeMap<Value, Value> = first.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
    for (key, value) in other.iter() {
        let value = all.get(key).map_or_else(|| value.clone(), |known| union(known, value));
        all.insert(key.clone(), value);
    }
    Value::from(all)
}

/// So many characters of a text from a position on; all that follow, where the number is negative.
fn substring<'v>(of: &Val<'v>, start: &Val<'v>, length: &Val<'v>) -> Evaluated<Val<'v>> {
    if of.text().is_none() {
        return Ok(Val::Undefined);
    }
    let (Val::Int(start), Val::Int(length)) = (start, length) else { return Err(Unsure) };
    let start = usize::try_from(*start).map_err(|_| Unsure)?;
    let length = usize::try_from(*length).unwrap_or(usize::MAX);
    Ok(of.part(|text| {
        let at = |text: &str, chars: usize| text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
        let rest = text.get(at(text, start)..).unwrap_or_default();
        rest.get(..at(rest, length)).unwrap_or_default()
    }))
}

/// A number, or text that is an integer as it is usually written.
fn to_number<'v>(of: &Val<'v>) -> Evaluated<Val<'v>> {
    if let Val::Int(_) = of {
        return Ok(of.clone());
    }
    let text = of.text().ok_or(Unsure)?;
    let number: i64 = text.parse().map_err(|_| Unsure)?;
    if number.to_string() == text { Ok(Val::Int(number)) } else { Err(Unsure) }
}
