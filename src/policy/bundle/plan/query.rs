//! Queries and expressions.

use std::collections::BTreeSet;

use regorus::Value;
use regorus::unstable::{ArithOp, AssignOp, BoolOp, Expr, Literal, LiteralStmt, Query as Statements, Ref};

use super::names::{Rules, Scope, builtin, input};
use super::{Body, Comparison, Constant, Expression, Operator, Pattern, Query, Statement};

/// Reads the bodies of one definition.
pub(super) struct Reader<'r, 's> {
    pub(super) rules: &'r Rules<'r>,
    pub(super) scope: &'r mut Scope<'s>,
}

impl<'s> Reader<'_, 's> {
    /// A body with its value; `true` when it has none.
    pub(super) fn body(&mut self, statements: &'s Statements, value: Option<&'s Expr>) -> Body {
        let (query, value) = self.query(statements, value);
        Body { query, value: value.unwrap_or(Expression::TRUE) }
    }

    /// A query, and an expression that is evaluated where it holds.
    fn query(&mut self, statements: &'s Statements, value: Option<&'s Expr>) -> (Query, Option<Expression>) {
        let declared = statements.stmts.iter().flat_map(|statement| self.declared(statement)).collect();
        self.scope.enter(declared);
        let mut query = Query::new();
        for statement in &statements.stmts {
            self.statement(statement, &mut query);
        }
        let value = value.map(|value| self.expression(value, &mut query));
        self.scope.leave();
        (query, value)
    }

    fn statement(&mut self, statement: &'s LiteralStmt, query: &mut Query) {
        if !statement.with_mods.is_empty() {
            return query.push(Statement::Holds(Expression::Unknown));
        }
        match &statement.literal {
            Literal::SomeVars { .. } => {}
            Literal::SomeIn { key, value, collection, .. } => {
                let of = self.expression(collection, query);
                let key = key.as_ref().map_or(Pattern::Any, |key| self.pattern(key));
                let value = self.pattern(value);
                query.push(Statement::Some { key, value, of });
            }
            Literal::Expr { expr, .. } => match expr.as_ref() {
                Expr::AssignExpr { op, lhs, rhs, .. } => self.assignment(op, lhs, rhs, query),
                expr => {
                    let expression = self.expression(expr, query);
                    query.push(Statement::Holds(expression));
                }
            },
            Literal::NotExpr { expr, .. } => {
                let expression = self.term(expr);
                query.push(Statement::Fails(expression));
            }
            Literal::Every { key, value, domain, query: inner, .. } => {
                let of = self.expression(domain, query);
                let names = key.iter().chain([value]).map(|span| span.text());
                self.scope.enter(names.collect());
                let mut bind = |name| if name == "_" { Pattern::Any } else { Pattern::Local(self.scope.bind(name)) };
                let key = key.as_ref().map_or(Pattern::Any, |key| bind(key.text()));
                let value = bind(value.text());
                let inner = self.query(inner, None).0;
                self.scope.leave();
                query.push(Statement::Every { key, value, of, query: inner });
            }
        }
    }

    fn assignment(&mut self, op: &AssignOp, lhs: &'s Expr, rhs: &'s Expr, query: &mut Query) {
        if *op == AssignOp::ColEq {
            let value = self.expression(rhs, query);
            let pattern = self.pattern(lhs);
            return query.push(Statement::Assign(pattern, value));
        }
        let (free_left, free_right) = (self.is_free(lhs), self.is_free(rhs));
        if free_left && !free_right {
            let value = self.expression(rhs, query);
            let pattern = self.pattern(lhs);
            query.push(Statement::Unify(pattern, value));
        } else if free_right && !free_left {
            let value = self.expression(lhs, query);
            let pattern = self.pattern(rhs);
            query.push(Statement::Unify(pattern, value));
        } else {
            // Two patterns, or two values that may themselves hold free variables.
            query.push(Statement::Holds(Expression::Unknown));
        }
    }

    /// A pattern. Variables that have a value already are compared with it, others get one.
    pub(super) fn pattern(&mut self, pattern: &'s Expr) -> Pattern {
        match pattern {
            Expr::Var { span, .. } if span.text() == "_" => Pattern::Any,
            Expr::Var { span, .. } => match self.scope.place_of(span.text()) {
                Some(place) => Pattern::Equal(Expression::Local(place)),
                None => Pattern::Local(self.scope.bind(span.text())),
            },
            Expr::Array { items, .. } => Pattern::Array(items.iter().map(|item| self.pattern(item)).collect()),
            Expr::String { .. }
            | Expr::RawString { .. }
            | Expr::Number { .. }
            | Expr::Bool { .. }
            | Expr::Null { .. } => Pattern::Equal(self.term(pattern)),
            _ => Pattern::Unknown,
        }
    }

    /// An expression that can have no free variables: what stands under `not`, for example.
    pub(super) fn term(&mut self, expr: &'s Expr) -> Expression {
        let mut query = Query::new();
        let expression = self.expression(expr, &mut query);
        if query.is_empty() { expression } else { Expression::Unknown }
    }

    /// An expression. The statements that give values to its free variables are added to the query.
    fn expression(&mut self, expr: &'s Expr, query: &mut Query) -> Expression {
        match expr {
            Expr::String { value, .. }
            | Expr::RawString { value, .. }
            | Expr::Number { value, .. }
            | Expr::Bool { value, .. }
            | Expr::Null { value, .. } => constant(value),
            Expr::Var { span, .. } => self.variable(span.text()),
            Expr::Array { items, .. } => Expression::Array(self.expressions(items, query)).folded(),
            Expr::Set { items, .. } => Expression::Set(self.expressions(items, query)).folded(),
            Expr::Object { fields, .. } => {
                let pairs = fields.iter().map(|(_, key, value)| (key, value));
                let read = pairs.map(|(key, value)| (self.expression(key, query), self.expression(value, query)));
                Expression::Object(read.collect()).folded()
            }
            Expr::ArrayCompr { term, query: inner, .. } => match self.query(inner, Some(term)) {
                (query, Some(value)) => Expression::ArrayOf(Box::new(value), query),
                _ => Expression::Unknown,
            },
            Expr::SetCompr { term, query: inner, .. } => match self.query(inner, Some(term)) {
                (query, Some(value)) => Expression::SetOf(Box::new(value), query),
                _ => Expression::Unknown,
            },
            Expr::Call { fcn, params, .. } => self.call(fcn, params, query),
            Expr::RefDot { refr, field, .. } => self.field(refr, field.0.text(), query),
            Expr::RefBrack { refr, index, .. } => self.index(refr, index, query),
            Expr::BoolExpr { op, lhs, rhs, .. } => {
                let (left, right) = (self.expression(lhs, query), self.expression(rhs, query));
                Expression::Compare(comparison(op), Box::new(left), Box::new(right))
            }
            Expr::ArithExpr { op, lhs, rhs, .. } => {
                let (left, right) = (self.expression(lhs, query), self.expression(rhs, query));
                match op {
                    ArithOp::Add => Expression::Arithmetic(Operator::Plus, Box::new(left), Box::new(right)),
                    ArithOp::Sub => Expression::Arithmetic(Operator::Minus, Box::new(left), Box::new(right)),
                    ArithOp::Mul => Expression::Arithmetic(Operator::Times, Box::new(left), Box::new(right)),
                    ArithOp::Div | ArithOp::Mod => Expression::Unknown,
                }
            }
            Expr::Membership { key: None, value, collection, .. } => {
                let (value, collection) = (self.expression(value, query), self.expression(collection, query));
                Expression::In(Box::new(value), Box::new(collection))
            }
            _ => Expression::Unknown,
        }
    }

    fn expressions(&mut self, items: &'s [Ref<Expr>], query: &mut Query) -> Vec<Expression> {
        items.iter().map(|item| self.expression(item, query)).collect()
    }

    fn variable(&self, name: &str) -> Expression {
        match (self.scope.place_of(name), self.rules.get(name)) {
            (Some(place), _) => Expression::Local(place),
            (None, Some((rule, 0))) if !self.scope.declares(name) => Expression::Rule(*rule),
            _ => Expression::Unknown,
        }
    }

    fn call(&mut self, function: &'s Expr, arguments: &'s [Ref<Expr>], query: &mut Query) -> Expression {
        let arguments_read = self.expressions(arguments, query);
        let name = function.span().text();
        match (self.rules.get(name), builtin(name)) {
            (Some((rule, count)), _) if *count == arguments.len() && *count > 0 => {
                Expression::Function(*rule, arguments_read)
            }
            (None, Some((builtin, count))) if count == arguments.len() => Expression::Call(builtin, arguments_read),
            _ => Expression::Unknown,
        }
    }

    fn field(&mut self, of: &'s Expr, name: &str, query: &mut Query) -> Expression {
        if is_input(of) && !self.scope.declares("input") {
            return input(name).map_or(Expression::Unknown, Expression::Input);
        }
        if let Some((rule, parameter)) = parameter(of, name) {
            return Expression::Parameter(format!("{rule}.{parameter}"));
        }
        match self.expression(of, query) {
            Expression::Unknown => Expression::Unknown,
            base => Expression::Field(Box::new(base), name.to_owned()),
        }
    }

    fn index(&mut self, of: &'s Expr, index: &'s Expr, query: &mut Query) -> Expression {
        let base = self.expression(of, query);
        if matches!(base, Expression::Unknown) {
            return Expression::Unknown;
        }
        if self.is_free(index) {
            let key = self.pattern(index);
            let value = self.scope.place();
            query.push(Statement::Some { key, value: Pattern::Local(value), of: base });
            return Expression::Local(value);
        }
        match self.expression(index, query) {
            Expression::Unknown => Expression::Unknown,
            Expression::Constant(Constant::Text(name)) => Expression::Field(Box::new(base), name),
            index => Expression::Index(Box::new(base), Box::new(index)),
        }
    }

    /// Whether an expression is a variable without a value, or an array with one.
    fn is_free(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Var { span, .. } => {
                let name = span.text();
                let is_rule = self.rules.contains_key(name) && !self.scope.declares(name);
                name == "_" || (self.scope.is_free(name) && !is_rule && !matches!(name, "input" | "data"))
            }
            Expr::Array { items, .. } => items.iter().any(|item| self.is_free(item)),
            _ => false,
        }
    }

    /// The variables of a pattern.
    pub(super) fn variables(&self, pattern: &'s Expr) -> Vec<&'s str> {
        match pattern {
            Expr::Var { span, .. } => vec![span.text()],
            Expr::Array { items, .. } => items.iter().flat_map(|item| self.variables(item)).collect(),
            _ => Vec::new(),
        }
    }

    /// The variables that a statement gives a value to, as far as it says so.
    fn declared(&self, statement: &'s LiteralStmt) -> BTreeSet<&'s str> {
        match &statement.literal {
            Literal::SomeVars { vars, .. } => vars.iter().map(|span| span.text()).collect(),
            Literal::SomeIn { key, value, collection, .. } => {
                let patterns = key.iter().chain([value]).flat_map(|pattern| self.variables(pattern));
                patterns.chain(self.indices(collection)).collect()
            }
            Literal::Expr { expr, .. } => match expr.as_ref() {
                Expr::AssignExpr { op: AssignOp::ColEq, lhs, rhs, .. } => {
                    self.variables(lhs).into_iter().chain(self.indices(rhs)).collect()
                }
                Expr::AssignExpr { op: AssignOp::Eq, lhs, rhs, .. } => {
                    let sides = [lhs, rhs].into_iter();
                    let names = sides.flat_map(|side| self.variables(side).into_iter().chain(self.indices(side)));
                    names.filter(|name| !self.rules.contains_key(name) && !matches!(*name, "input" | "data")).collect()
                }
                expr => self.indices(expr).into_iter().collect(),
            },
            Literal::NotExpr { expr, .. } => self.indices(expr).into_iter().collect(),
            Literal::Every { domain, .. } => self.indices(domain).into_iter().collect(),
        }
    }

    /// The variables that nobody declares but which get a value as an index: `list[i]`. Those of comprehensions are left
    /// out, as these are queries of their own.
    fn indices(&self, expr: &'s Expr) -> Vec<&'s str> {
        let of_all = |items: &mut dyn Iterator<Item = &'s Ref<Expr>>| -> Vec<&'s str> {
            items.flat_map(|item| self.indices(item)).collect()
        };
        match expr {
            Expr::RefBrack { refr, index, .. } => {
                let mut names = of_all(&mut [refr, index].into_iter());
                if let Expr::Var { span, .. } = index.as_ref() {
                    names.extend(self.is_free(index).then(|| span.text()));
                }
                names
            }
            Expr::RefDot { refr, .. } => self.indices(refr),
            Expr::Array { items, .. } | Expr::Set { items, .. } => of_all(&mut items.iter()),
            Expr::Call { params, .. } => of_all(&mut params.iter()),
            Expr::Object { fields, .. } => of_all(&mut fields.iter().flat_map(|(_, key, value)| [key, value])),
            Expr::BoolExpr { lhs, rhs, .. }
            | Expr::ArithExpr { lhs, rhs, .. }
            | Expr::BinExpr { lhs, rhs, .. }
            | Expr::AssignExpr { lhs, rhs, .. } => of_all(&mut [lhs, rhs].into_iter()),
            Expr::Membership { value, collection, .. } => of_all(&mut [value, collection].into_iter()),
            Expr::UnaryExpr { expr, .. } => self.indices(expr),
            _ => Vec::new(),
        }
    }
}

fn is_input(expr: &Expr) -> bool {
    matches!(expr, Expr::Var { span, .. } if span.text() == "input")
}

/// The rule and the name of a parameter, `input.params.SEC001.names`, whose last step is given apart.
fn parameter<'s>(of: &'s Expr, name: &'s str) -> Option<(&'s str, &'s str)> {
    let Expr::RefDot { refr: params, field: rule, .. } = of else { return None };
    let Expr::RefDot { refr: root, field: word, .. } = params.as_ref() else { return None };
    (word.0.text() == "params" && is_input(root)).then(|| (rule.0.text(), name))
}

fn constant(value: &Value) -> Expression {
    Expression::Constant(match value {
        Value::Null => Constant::Null,
        Value::Bool(value) => Constant::Bool(*value),
        Value::String(text) => Constant::Text(text.to_string()),
        // Others keep how they are written.
        value => match value.as_i64() {
            Ok(number) if Value::from(number).to_string() == value.to_string() => Constant::Int(number),
            _ => return Expression::Unknown,
        },
    })
}

fn comparison(op: &BoolOp) -> Comparison {
    match op {
        BoolOp::Eq => Comparison::Equal,
        BoolOp::Ne => Comparison::NotEqual,
        BoolOp::Lt => Comparison::Less,
        BoolOp::Le => Comparison::AtMost,
        BoolOp::Gt => Comparison::More,
        BoolOp::Ge => Comparison::AtLeast,
    }
}
