//! From the syntax tree of a module to a plan.

use std::collections::BTreeMap;

use regorus::Source;
use regorus::unstable::{self as ast, Parser};

use super::names::{Rules, Scope};
use super::query::Reader;
use super::{Body, Definition, Expression, Plan, Rule};

/// The plan of a package, from its only module; nothing when it does not parse or has no `deny`.
pub fn plan(source: &str) -> Option<Plan> {
    let source = Source::from_contents("rule.rego".to_owned(), source.to_owned()).ok()?;
    let mut parser = Parser::new(&source).ok()?;
    parser.enable_rego_v1().ok()?;
    let module = parser.parse().ok()?;
    let heads = module.policy.iter().map(|rule| Head::of(rule)).collect::<Option<Vec<_>>>()?;
    let mut names = Rules::new();
    for head in &heads {
        let next = names.len() as u16;
        names.entry(head.name).or_insert((next, head.parameters.len()));
    }
    let deny = names.get("deny")?.0;
    let mut rules = BTreeMap::<u16, Rule>::new();
    for (head, rule) in heads.iter().zip(&module.policy) {
        let (position, _) = names.get(head.name)?;
        add(rules.entry(*position).or_default(), head, rule, &names)?;
    }
    let mut rules: Vec<Rule> = rules.into_values().collect();
    for rule in &mut rules {
        let bodies = || rule.definitions.iter().flat_map(|definition| &definition.bodies);
        rule.is_flag = !rule.is_set && bodies().all(|body| body.value.is_true());
    }
    Some(Plan { rules, deny })
}

/// The head of a rule.
struct Head<'s> {
    name: &'s str,
    parameters: &'s [ast::Ref<ast::Expr>],
    is_set: bool,
    /// The member of the set or the value; `true` when there is none.
    value: Option<&'s ast::Expr>,
}

impl<'s> Head<'s> {
    /// Nothing for heads that plans do not have: those that lead into an object, and defaults of functions.
    fn of(rule: &'s ast::Rule) -> Option<Self> {
        let value = |assign: &'s Option<ast::RuleAssign>| assign.as_ref().map(|assign| assign.value.as_ref());
        let (refr, parameters, is_set, value) = match rule {
            ast::Rule::Spec { head: ast::RuleHead::Compr { refr, assign, .. }, .. } => {
                (refr, &[][..], false, value(assign))
            }
            ast::Rule::Spec { head: ast::RuleHead::Set { refr, key, .. }, .. } => {
                (refr, &[][..], true, Some(key.as_ref()?.as_ref()))
            }
            ast::Rule::Spec { head: ast::RuleHead::Func { refr, args, assign, .. }, .. } => {
                (refr, args.as_slice(), false, value(assign))
            }
            ast::Rule::Default { refr, args, value, .. } if args.is_empty() => {
                (refr, &[][..], false, Some(value.as_ref()))
            }
            ast::Rule::Default { .. } => return None,
        };
        let ast::Expr::Var { span, .. } = refr.as_ref() else { return None };
        Some(Self { name: span.text(), parameters, is_set, value })
    }
}

/// Adds a definition, or the default, to what has its name.
fn add(to: &mut Rule, head: &Head<'_>, rule: &ast::Rule, names: &Rules<'_>) -> Option<()> {
    to.is_set = head.is_set;
    let mut scope = Scope::default();
    let mut reader = Reader { rules: names, scope: &mut scope };
    let ast::Rule::Spec { bodies, .. } = rule else {
        to.default = Some(reader.term(head.value?));
        return Some(());
    };
    // Variables of parameters are those of the bodies too.
    reader.scope.enter(head.parameters.iter().flat_map(|pattern| reader.variables(pattern)).collect());
    let parameters = head.parameters.iter().map(|pattern| reader.pattern(pattern)).collect();
    let mut read = Vec::with_capacity(bodies.len().max(1));
    if bodies.is_empty() {
        read.push(Body { query: Vec::new(), value: head.value.map_or(Expression::TRUE, |value| reader.term(value)) });
    }
    for (position, body) in bodies.iter().enumerate() {
        // Blocks behind a body without `else` are an old way to write several rules.
        if position > 0 && !body.is_else {
            return None;
        }
        let own = body.assign.as_ref().map(|assign| assign.value.as_ref());
        let value = own.or(head.value.filter(|_| position == 0));
        read.push(reader.body(&body.query, value));
    }
    reader.scope.leave();
    let definition = Definition { parameters, locals: scope.places(), bodies: read };
    to.definitions.push(definition);
    Some(())
}
