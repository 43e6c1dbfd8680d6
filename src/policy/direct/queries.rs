//! Rules, functions and the statements of their bodies.

use super::collections::Flow;
use super::value::Val;
use super::{Evaluated, Evaluator, Unsure};
use crate::policy::bundle::plan::{Body, Definition, Pattern, Rule, Statement};

/// What is done with each solution of a query.
type Found<'e, 'v, 's> = &'e mut dyn FnMut(&mut Evaluator<'v, 's>) -> Evaluated<Flow>;

impl<'v, 's> Evaluator<'v, 's> {
    /// The value of a rule, which is found once.
    pub(super) fn rule(&mut self, position: u16) -> Evaluated<Val<'v>> {
        if let Some(Some(known)) = self.known.get(usize::from(position)) {
            return Ok(known.clone());
        }
        let rule = self.plan.rules.get(usize::from(position)).ok_or(Unsure)?;
        let value = match rule.is_set {
            true => {
                let members = self.members_of(rule)?;
                self.set(members)?
            }
            false => self.value_of(rule, self.arguments.len())?,
        };
        if let Some(known) = self.known.get_mut(usize::from(position)) {
            *known = Some(value.clone());
        }
        Ok(value)
    }

    /// The value of a function, whose arguments are all from the `first` on.
    pub(super) fn function(&mut self, position: u16, first: usize) -> Evaluated<Val<'v>> {
        let rule = self.plan.rules.get(usize::from(position)).ok_or(Unsure)?;
        self.value_of(rule, first)
    }

    /// The members of a set, some perhaps more than once.
    pub(super) fn members_of(&mut self, rule: &'v Rule) -> Evaluated<Vec<Val<'v>>> {
        let mut members = Vec::new();
        let in_order = std::mem::replace(&mut self.in_order, false);
        for definition in &rule.definitions {
            self.within(definition, self.arguments.len(), &mut |this, body| {
                this.solve(&body.query, &mut |this| {
                    let member = this.evaluate(&body.value)?;
                    members.extend((!member.is_undefined()).then_some(member));
                    Ok(Flow::Next)
                })
            })?;
        }
        self.in_order = in_order;
        Ok(members)
    }

    /// The value of a rule or function: that of the definitions that hold, which must agree.
    fn value_of(&mut self, rule: &'v Rule, arguments: usize) -> Evaluated<Val<'v>> {
        let mut agreed = None;
        for definition in &rule.definitions {
            let Some(value) = self.definition(definition, arguments)? else { continue };
            match &agreed {
                None => agreed = Some(value),
                Some(agreed) if self.equal(agreed, &value)? => {}
                Some(_) => return Ok(Val::Undefined),
            }
            if rule.is_flag {
                break;
            }
        }
        match (agreed, &rule.default) {
            (Some(value), _) => Ok(value),
            (None, Some(default)) => self.evaluate(default),
            (None, None) => Ok(Val::Undefined),
        }
    }

    /// The value of the first body of a definition that holds, unless it is undefined.
    fn definition(&mut self, definition: &'v Definition, arguments: usize) -> Evaluated<Option<Val<'v>>> {
        let mut found = None;
        self.within(definition, arguments, &mut |this, body| {
            this.solve(&body.query, &mut |this| {
                let value = this.evaluate(&body.value)?;
                found = Some(value);
                Ok(Flow::Done)
            })
        })?;
        Ok(found.filter(|value| !value.is_undefined()))
    }

    /// Tries the bodies of a definition one after another, until one is done, with its own variables and the arguments from
    /// a position on.
    fn within(
        &mut self,
        definition: &'v Definition,
        arguments: usize,
        each: &mut dyn FnMut(&mut Self, &'v Body) -> Evaluated<Flow>,
    ) -> Evaluated<()> {
        self.step(1)?;
        if definition.parameters.len() + arguments != self.arguments.len() {
            return Err(Unsure);
        }
        self.depth = self.depth.checked_sub(1).ok_or(Unsure)?;
        let outer = std::mem::replace(&mut self.frame, self.locals.len());
        self.locals.resize_with(self.frame + usize::from(definition.locals), || Val::Undefined);
        let mut fits = true;
        for (at, pattern) in (arguments..).zip(&definition.parameters) {
            let argument = self.arguments.get(at).cloned().unwrap_or(Val::Undefined);
            fits = fits && self.take_argument(pattern, argument)?;
        }
        if fits {
            for body in &definition.bodies {
                if each(self, body)? == Flow::Done {
                    break;
                }
            }
        }
        self.locals.truncate(self.frame);
        self.frame = outer;
        self.depth += 1;
        Ok(())
    }

    /// Calls `found` with each solution of the statements.
    pub(super) fn solve(&mut self, query: &'v [Statement], found: Found<'_, 'v, 's>) -> Evaluated<Flow> {
        for (position, statement) in query.iter().enumerate() {
            self.step(1)?;
            let holds = match statement {
                Statement::Holds(expression) => self.evaluate(expression)?.holds(),
                Statement::Fails(expression) => !self.evaluate(expression)?.holds(),
                Statement::Assign(pattern, expression) => {
                    let value = self.evaluate(expression)?;
                    self.assign(pattern, value)?
                }
                Statement::Unify(pattern, expression) => {
                    let value = self.evaluate(expression)?;
                    !value.is_undefined() && self.take(pattern, value)?
                }
                Statement::Some { key, value, of } => {
                    let rest = query.get(position + 1..).unwrap_or_default();
                    let of = self.evaluate(of)?;
                    return self.members(&of, &mut |this, its_key, its_value| {
                        this.step(1)?;
                        match this.take(key, its_key)? && this.take(value, its_value)? {
                            true => this.solve(rest, found),
                            false => Ok(Flow::Next),
                        }
                    });
                }
                Statement::Every { key, value, of, query } => {
                    let of = self.evaluate(of)?;
                    // What is true of every member where there is none is for the machine to say.
                    self.count(&of)?.filter(|&count| count > 0).ok_or(Unsure)?;
                    let exception = self.members(&of, &mut |this, its_key, its_value| {
                        this.step(1)?;
                        let fits = this.take(key, its_key)? && this.take(value, its_value)?;
                        let holds = fits && this.solve(query, &mut |_| Ok(Flow::Done))? == Flow::Done;
                        Ok(if holds { Flow::Next } else { Flow::Done })
                    })?;
                    exception == Flow::Next
                }
            };
            if !holds {
                return Ok(Flow::Next);
            }
        }
        found(self)
    }

    /// Binds what `:=` assigns. A single variable takes what is undefined too.
    fn assign(&mut self, pattern: &'v Pattern, value: Val<'v>) -> Evaluated<bool> {
        match (pattern, value.is_undefined()) {
            (Pattern::Local(_) | Pattern::Any, _) | (_, false) => self.take(pattern, value),
            (_, true) => Ok(false),
        }
    }

    /// Binds an argument of a function. One that is undefined fits where the function does not look at it.
    fn take_argument(&mut self, pattern: &'v Pattern, argument: Val<'v>) -> Evaluated<bool> {
        match (pattern, argument.is_undefined()) {
            (Pattern::Any, _) => Ok(true),
            (_, true) => Ok(false),
            (_, false) => self.take(pattern, argument),
        }
    }

    /// Whether a value fits a pattern, whose variables get their values.
    fn take(&mut self, pattern: &'v Pattern, value: Val<'v>) -> Evaluated<bool> {
        match pattern {
            Pattern::Any => Ok(true),
            Pattern::Local(place) => {
                if let Some(local) = self.locals.get_mut(self.frame + usize::from(*place)) {
                    *local = value;
                }
                Ok(true)
            }
            Pattern::Equal(expression) => {
                let expected = self.evaluate(expression)?;
                Ok(!expected.is_undefined() && self.equal(&expected, &value)?)
            }
            Pattern::Array(patterns) => {
                // Other collections of as many members are taken apart in ways of their own.
                if value.rank() != 4 {
                    return if self.count(&value)?.is_some() { Err(Unsure) } else { Ok(false) };
                }
                if self.count(&value)? != Some(patterns.len()) {
                    return Ok(false);
                }
                let mut fits = true;
                for (position, pattern) in patterns.iter().enumerate() {
                    let item = self.index(&value, &Val::Int(position as i64))?;
                    fits = fits && !item.is_undefined() && self.take(pattern, item)?;
                }
                Ok(fits)
            }
            Pattern::Unknown => Err(Unsure),
        }
    }
}
