//! Reads expressions by recursive descent.

use super::ast::{Entry, Expr, ExprKind, Item, Literal};
use super::lexer::{Token, TokenKind, tokens};
use super::{literal, macros, operators};
use crate::cel::error::CompileError;

/// How many code points an expression may have, as in the API server's parser.
const LONGEST: usize = 100_000;
/// How deep brackets may nest in the API server's parser.
const DEEPEST: usize = 250;
/// How deep expressions are followed here, which must do with the stack of a thread.
const DEEPEST_READ: usize = 80;
/// How deep a tree is followed: operators in a row make it deep as well.
const DEEPEST_TREE: usize = 160;

/// Words that are no names.
pub(in crate::cel) const RESERVED: [&str; 17] = [
    "as",
    "break",
    "const",
    "continue",
    "else",
    "for",
    "function",
    "if",
    "import",
    "let",
    "loop",
    "package",
    "namespace",
    "return",
    "var",
    "void",
    "while",
];
/// Words that are no names, and not even names of fields.
pub(in crate::cel) const KEYWORDS: [&str; 4] = ["false", "in", "null", "true"];

/// Reads an expression.
///
/// # Errors
/// The first fault of the text.
pub(in crate::cel) fn parse(text: &str) -> Result<Expr, CompileError> {
    if text.chars().nth(LONGEST).is_some() {
        return Err(CompileError::new(0, format!("the expression is longer than {LONGEST} characters")));
    }
    let tokens = tokens(text)?;
    if let Some(offset) = too_deep(&tokens) {
        return Err(CompileError::new(offset, format!("the expression nests more than {DEEPEST} levels deep")));
    }
    let mut parser = Parser { tokens, at: 0, nesting: 0 };
    let expr = parser.expression()?;
    match parser.peek().kind {
        TokenKind::End if expr.depth > DEEPEST_TREE => Err(CompileError::too_complex(expr.offset)),
        TokenKind::End => Ok(expr),
        _ => Err(parser.unexpected("an operator or the end")),
    }
}

/// Where brackets nest deeper than the API server follows them.
fn too_deep(tokens: &[Token<'_>]) -> Option<usize> {
    let mut depth = 0_usize;
    let deepest = tokens.iter().filter(|token| token.kind == TokenKind::Symbol).find(|token| {
        match token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    });
    deepest.map(|token| token.start)
}

struct Parser<'t> {
    tokens: Vec<Token<'t>>,
    at: usize,
    nesting: usize,
}

type Parsed<T = Expr> = Result<T, CompileError>;

impl<'t> Parser<'t> {
    fn peek(&self) -> Token<'t> {
        let end = Token { kind: TokenKind::End, text: "", start: 0 };
        self.tokens.get(self.at).or(self.tokens.last()).copied().unwrap_or(end)
    }

    fn next(&mut self) -> Token<'t> {
        let token = self.peek();
        self.at += 1;
        token
    }

    fn is_symbol(&self, symbol: &str) -> bool {
        let token = self.peek();
        token.kind == TokenKind::Symbol && token.text == symbol
    }

    /// Steps over a symbol if it comes next.
    fn skip(&mut self, symbol: &str) -> bool {
        let found = self.is_symbol(symbol);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, symbol: &str) -> Parsed<()> {
        if self.skip(symbol) { Ok(()) } else { Err(self.unexpected(&format!("`{symbol}`"))) }
    }

    fn unexpected(&self, wanted: &str) -> CompileError {
        let token = self.peek();
        let found = if token.kind == TokenKind::End { "the end".to_owned() } else { format!("`{}`", token.text) };
        CompileError::new(token.start, format!("syntax error: {wanted} should stand here, but there is {found}"))
    }

    /// An expression of any kind: `a ? b : c` binds weakest.
    fn expression(&mut self) -> Parsed {
        self.nesting += 1;
        if self.nesting > DEEPEST_READ {
            return Err(CompileError::too_complex(self.peek().start));
        }
        let condition = self.binary(operators::OR)?;
        let offset = self.peek().start;
        let expr = if self.skip("?") {
            let yes = self.binary(operators::OR)?;
            self.expect(":")?;
            let no = self.expression()?;
            Expr::new(offset, ExprKind::Conditional(Box::new([condition, yes, no])))
        } else {
            condition
        };
        self.nesting -= 1;
        Ok(expr)
    }

    /// Operators between operands that bind at least this strongly.
    fn binary(&mut self, weakest: u8) -> Parsed {
        let mut left = self.unary()?;
        loop {
            let token = self.peek();
            let is_operator = token.kind == TokenKind::Symbol || (token.kind == TokenKind::Ident && token.text == "in");
            let Some((strength, name)) = operators::binary(token.text).filter(|_| is_operator) else { return Ok(left) };
            if strength < weakest {
                return Ok(left);
            }
            self.next();
            let right = self.binary(strength + 1)?;
            left = match strength {
                operators::OR => Expr::new(token.start, ExprKind::Or(self.chain(left, right, "||", strength)?)),
                operators::AND => Expr::new(token.start, ExprKind::And(self.chain(left, right, "&&", strength)?)),
                _ => Expr::call(token.start, name, vec![left, right]),
            };
            if left.depth > DEEPEST_TREE {
                return Err(CompileError::too_complex(left.offset));
            }
        }
    }

    /// The operands of a row of one logical operator.
    fn chain(&mut self, left: Expr, right: Expr, symbol: &str, strength: u8) -> Parsed<Vec<Expr>> {
        let mut operands = vec![left, right];
        while self.skip(symbol) {
            operands.push(self.binary(strength + 1)?);
        }
        Ok(operands)
    }

    /// A row of `!` or of `-` before an operand. Two of them cancel out, as they do for the API server.
    fn unary(&mut self) -> Parsed {
        let first = self.peek();
        let symbol = if self.is_symbol("!") { "!" } else { "-" };
        let mut count = 0;
        while self.skip(symbol) {
            count += 1;
        }
        if symbol == "-" && count % 2 == 1 && matches!(self.peek().kind, TokenKind::Int | TokenKind::Double) {
            let number = self.number(true)?;
            return self.postfix(Expr { offset: first.start, ..number });
        }
        let operand = self.primary()?;
        let operand = self.postfix(operand)?;
        if count % 2 == 0 {
            return Ok(operand);
        }
        let name = if symbol == "!" { operators::NOT } else { operators::NEGATE };
        Ok(Expr::call(first.start, name, vec![operand]))
    }

    /// What may follow an operand: fields, methods and indices.
    fn postfix(&mut self, mut expr: Expr) -> Parsed {
        loop {
            let offset = self.peek().start;
            if self.skip(".") {
                expr = self.member(offset, expr)?;
            } else if self.skip("[") {
                let optional = self.skip("?");
                let index = Box::new(self.expression()?);
                self.expect("]")?;
                expr = Expr::new(offset, ExprKind::Index { operand: Box::new(expr), index, optional });
            } else if self.is_symbol("{")
                && let Some(name) = expr.qualified_name()
            {
                let fields = self.entries(true)?;
                expr = Expr::new(expr.offset, ExprKind::Struct { name, fields });
            } else {
                return Ok(expr);
            }
            if expr.depth > DEEPEST_TREE {
                return Err(CompileError::too_complex(offset));
            }
        }
    }

    fn member(&mut self, offset: usize, operand: Expr) -> Parsed {
        let optional = self.skip("?");
        let token = self.next();
        let field = match token.kind {
            TokenKind::Ident if !KEYWORDS.contains(&token.text) => token.text.to_owned(),
            TokenKind::Quoted => token.text.trim_matches('`').to_owned(),
            _ => {
                self.at -= 1;
                return Err(self.unexpected("the name of a field or function"));
            }
        };
        if !optional && token.kind == TokenKind::Ident && self.skip("(") {
            let mut args = vec![operand];
            args.extend(self.arguments()?);
            return macros::expand(token.start, &field, true, args);
        }
        Ok(Expr::new(offset, ExprKind::Select { operand: Box::new(operand), field, optional, test: false }))
    }

    /// Arguments up to the closing bracket, whose opening one was read.
    fn arguments(&mut self) -> Parsed<Vec<Expr>> {
        let mut args = Vec::new();
        if self.skip(")") {
            return Ok(args);
        }
        loop {
            args.push(self.expression()?);
            if self.skip(")") {
                return Ok(args);
            }
            self.expect(",")?;
        }
    }

    fn primary(&mut self) -> Parsed {
        let token = self.peek();
        let literal = |value| Expr::new(token.start, ExprKind::Literal(value));
        match (token.kind, token.text) {
            (TokenKind::Symbol, "(") => {
                self.next();
                let expr = self.expression()?;
                self.expect(")")?;
                Ok(expr)
            }
            (TokenKind::Symbol, "[") => self.list(),
            (TokenKind::Symbol, "{") => Ok(Expr::new(token.start, ExprKind::Map(self.entries(false)?))),
            (TokenKind::Symbol, ".") | (TokenKind::Ident, _) => self.name(),
            (TokenKind::Int | TokenKind::Double, _) => self.number(false),
            (TokenKind::Uint, text) => {
                self.next();
                literal::uint(text).map(|value| literal(Literal::Uint(value))).ok_or_else(|| bad_literal(token))
            }
            (TokenKind::String, text) => {
                self.next();
                literal::string(text).map(|value| literal(Literal::String(value))).ok_or_else(|| bad_literal(token))
            }
            (TokenKind::Bytes, text) => {
                self.next();
                literal::bytes(text).map(|value| literal(Literal::Bytes(value))).ok_or_else(|| bad_literal(token))
            }
            _ => Err(self.unexpected("a value")),
        }
    }

    fn number(&mut self, negative: bool) -> Parsed {
        let token = self.next();
        let value = match token.kind {
            TokenKind::Int => literal::int(token.text, negative).map(Literal::Int),
            _ => token
                .text
                .parse()
                .ok()
                .filter(|number: &f64| number.is_finite())
                .map(|number| Literal::Double(if negative { -number } else { number })),
        };
        value.map(|value| Expr::new(token.start, ExprKind::Literal(value))).ok_or_else(|| bad_literal(token))
    }

    /// A variable, a constant or a function.
    fn name(&mut self) -> Parsed {
        let start = self.peek().start;
        self.skip(".");
        let token = self.next();
        let literal = |value| Ok(Expr::new(token.start, ExprKind::Literal(value)));
        match token.text {
            "true" => return literal(Literal::Bool(true)),
            "false" => return literal(Literal::Bool(false)),
            "null" => return literal(Literal::Null),
            word if token.kind != TokenKind::Ident || word == "in" => {
                self.at -= 1;
                return Err(self.unexpected("a value"));
            }
            word if RESERVED.contains(&word) => {
                return Err(CompileError::new(
                    token.start,
                    format!("`{word}` is a reserved word and cannot be a name"),
                ));
            }
            _ => {}
        }
        if self.skip("(") {
            let args = self.arguments()?;
            return macros::expand(start, token.text, false, args);
        }
        Ok(Expr::new(start, ExprKind::Ident(token.text.to_owned())))
    }

    fn list(&mut self) -> Parsed {
        let start = self.next().start;
        let mut items = Vec::new();
        while !self.skip("]") {
            let optional = self.skip("?");
            items.push(Item { optional, value: self.expression()? });
            if !self.skip(",") && !self.is_symbol("]") {
                return Err(self.unexpected("`,` or `]`"));
            }
        }
        Ok(Expr::new(start, ExprKind::List(items)))
    }

    /// The entries of a map, or the fields of a struct, in braces.
    fn entries(&mut self, named: bool) -> Parsed<Vec<Entry>> {
        self.expect("{")?;
        let mut entries = Vec::new();
        while !self.skip("}") {
            let optional = self.skip("?");
            let token = self.peek();
            let key = if !named {
                self.expression()?
            } else if matches!(token.kind, TokenKind::Ident | TokenKind::Quoted) {
                let name = self.next().text.trim_matches('`').to_owned();
                Expr::new(token.start, ExprKind::Literal(Literal::String(name)))
            } else {
                return Err(self.unexpected("the name of a field"));
            };
            self.expect(":")?;
            entries.push(Entry { optional, key, value: self.expression()? });
            if !self.skip(",") && !self.is_symbol("}") {
                return Err(self.unexpected("`,` or `}`"));
            }
        }
        Ok(entries)
    }
}

fn bad_literal(token: Token<'_>) -> CompileError {
    let what = match token.kind {
        TokenKind::String | TokenKind::Bytes => "has an escape that does not exist",
        _ => "is out of range",
    };
    let shown: String = token.text.chars().take(40).collect();
    CompileError::new(token.start, format!("syntax error: `{shown}` {what}"))
}
