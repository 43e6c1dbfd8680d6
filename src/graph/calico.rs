//! The selector expressions of Calico: `app == 'web' && has(tier) || !(env in {'dev', 'test'})`.
//!
//! Grammar: <https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#selectors>.

/// How deeply parentheses and negations may nest.
const MAX_DEPTH: usize = 64;

/// A parsed expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression<'a> {
    All,
    Has(&'a str),
    Equals(&'a str, &'a str),
    In(&'a str, Vec<&'a str>),
    Contains(&'a str, &'a str),
    StartsWith(&'a str, &'a str),
    EndsWith(&'a str, &'a str),
    Not(Box<Expression<'a>>),
    And(Vec<Expression<'a>>),
    Or(Vec<Expression<'a>>),
}

impl<'a> Expression<'a> {
    /// Reads an expression; an empty one selects everything. Nothing where it is not well formed.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        if text.trim().is_empty() {
            return Some(Self::All);
        }
        let mut parser = Parser { rest: text, depth: 0 };
        let expression = parser.any_of()?;
        parser.rest.trim_start().is_empty().then_some(expression)
    }

    /// Whether it holds whatever the labels are.
    pub(super) fn is_everything(&self) -> bool {
        *self == Self::All
    }

    /// Whether it holds for labels.
    pub(super) fn matches<'l>(&self, label: &dyn Fn(&str) -> Option<&'l str>) -> bool {
        match self {
            Self::All => true,
            Self::Has(key) => label(key).is_some(),
            Self::Equals(key, value) => label(key) == Some(value),
            Self::In(key, values) => label(key).is_some_and(|found| values.contains(&found)),
            Self::Contains(key, part) => label(key).is_some_and(|found| found.contains(part)),
            Self::StartsWith(key, part) => label(key).is_some_and(|found| found.starts_with(part)),
            Self::EndsWith(key, part) => label(key).is_some_and(|found| found.ends_with(part)),
            Self::Not(inner) => !inner.matches(label),
            Self::And(parts) => parts.iter().all(|part| part.matches(label)),
            Self::Or(parts) => parts.iter().any(|part| part.matches(label)),
        }
    }
}

struct Parser<'a> {
    rest: &'a str,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn any_of(&mut self) -> Option<Expression<'a>> {
        let mut parts = vec![self.all_of()?];
        while self.accept("||") {
            parts.push(self.all_of()?);
        }
        Some(if parts.len() == 1 { parts.pop()? } else { Expression::Or(parts) })
    }

    fn all_of(&mut self) -> Option<Expression<'a>> {
        let mut parts = vec![self.condition()?];
        while self.accept("&&") {
            parts.push(self.condition()?);
        }
        Some(if parts.len() == 1 { parts.pop()? } else { Expression::And(parts) })
    }

    fn condition(&mut self) -> Option<Expression<'a>> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let condition = if self.accept("!") {
            Some(Expression::Not(Box::new(self.condition()?)))
        } else if self.accept("(") {
            let inner = self.any_of()?;
            self.accept(")").then_some(inner)
        } else if self.accept("all()") {
            Some(Expression::All)
        } else if self.accept("global()") {
            Some(Expression::Not(Box::new(Expression::All)))
        } else if self.accept("has(") {
            let key = self.key()?;
            self.accept(")").then_some(Expression::Has(key))
        } else {
            self.comparison()
        };
        self.depth -= 1;
        condition
    }

    fn comparison(&mut self) -> Option<Expression<'a>> {
        let key = self.key()?;
        let not = |expression| Expression::Not(Box::new(expression));
        if self.accept("==") {
            return Some(Expression::Equals(key, self.string()?));
        }
        if self.accept("!=") {
            return Some(not(Expression::Equals(key, self.string()?)));
        }
        if self.word("contains") {
            return Some(Expression::Contains(key, self.string()?));
        }
        if self.word("starts") {
            return self.word("with").then_some(Expression::StartsWith(key, self.string()?));
        }
        if self.word("ends") {
            return self.word("with").then_some(Expression::EndsWith(key, self.string()?));
        }
        if self.word("not") {
            return self.word("in").then_some(not(Expression::In(key, self.set()?)));
        }
        self.word("in").then_some(())?;
        Some(Expression::In(key, self.set()?))
    }

    fn set(&mut self) -> Option<Vec<&'a str>> {
        let mut values = Vec::new();
        if !self.accept("{") {
            return None;
        }
        while !self.accept("}") {
            values.push(self.string()?);
            if !self.accept(",") {
                return self.accept("}").then_some(values);
            }
        }
        Some(values)
    }

    fn key(&mut self) -> Option<&'a str> {
        let text = self.rest.trim_start();
        let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || "_./-".contains(c))).unwrap_or(text.len());
        let (key, rest) = text.split_at_checked(end)?;
        self.rest = rest;
        (!key.is_empty()).then_some(key)
    }

    fn string(&mut self) -> Option<&'a str> {
        let text = self.rest.trim_start();
        let quote = text.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        let (value, rest) = text.strip_prefix(quote)?.split_once(quote)?;
        self.rest = rest;
        Some(value)
    }

    fn accept(&mut self, token: &str) -> bool {
        let rest = self.rest.trim_start().strip_prefix(token);
        if let Some(rest) = rest {
            self.rest = rest;
        }
        rest.is_some()
    }

    /// A word that something else than a letter follows.
    fn word(&mut self, word: &str) -> bool {
        let rest = self.rest.trim_start().strip_prefix(word);
        let rest = rest.filter(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
        if let Some(rest) = rest {
            self.rest = rest;
        }
        rest.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(expression: &str, labels: &[(&str, &str)]) -> bool {
        let expression = Expression::parse(expression).unwrap_or_else(|| panic!("{expression} does not parse"));
        expression.matches(&|key| labels.iter().find(|(name, _)| *name == key).map(|(_, value)| *value))
    }

    #[test]
    fn expressions_mean_what_calico_documents() {
        let labels = [("app", "web-1"), ("tier", "front"), ("example.com/zone", "a")];
        for (expression, expected) in [
            ("", true),
            ("all()", true),
            ("global()", false),
            ("app == 'web-1'", true),
            ("app == \"web\"", false),
            ("app != 'web'", true),
            ("absent != 'x'", true),
            ("has(tier)", true),
            ("!has(tier)", false),
            ("! has(absent)", true),
            ("has(example.com/zone) && example.com/zone == 'a'", true),
            ("tier in {'back', 'front'}", true),
            ("tier not in { 'back' }", true),
            ("tier in {}", false),
            ("app contains 'eb'", true),
            ("app starts with 'web'", true),
            ("app ends with '-2'", false),
            ("app == 'x' || tier == 'front' && has(app)", true),
            ("(app == 'x' || tier == 'front') && has(absent)", false),
            ("!(app == 'x')", true),
        ] {
            assert_eq!(matches(expression, &labels), expected, "{expression}");
        }
    }

    #[test]
    fn what_is_not_well_formed_is_no_expression() {
        for expression in
            ["app", "app ==", "app == web", "has(app", "(all()", "all() all()", "app in 'x'", "app not 'x'"]
        {
            assert_eq!(Expression::parse(expression), None, "{expression}");
        }
        assert_eq!(Expression::parse(&"!".repeat(100_000)), None);
    }
}
