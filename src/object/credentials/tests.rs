//! What is a credential and what is none. Tokens are put together here, so that no text of this file looks like one.

use std::sync::LazyLock;

use data_encoding::{BASE64, BASE64URL_NOPAD};
use proptest::prelude::*;

use super::tokens::crc32;
use super::*;

fn detector() -> &'static Detector {
    static DETECTOR: LazyLock<Detector> = LazyLock::new(|| Detector::new(NAME_PATTERNS.iter().copied()).unwrap());
    &DETECTOR
}

/// The kinds of what is found, with the texts.
fn found<'t>(name: &str, text: &'t str, place: Place) -> Vec<(&'static str, &'t str)> {
    let found = detector().find(name, text, place);
    found.into_iter().map(|found| (found.kind.id, text.get(found.span).unwrap())).collect()
}

fn assert_nothing(name: &str, text: &str, place: Place) {
    let found: Vec<_> = found(name, text, place);
    assert!(found.is_empty(), "{name}: {text}: {found:?}");
}

/// Letters that look random, and are the same every time.
fn letters(alphabet: &str, len: usize) -> String {
    let letters: Vec<char> = alphabet.chars().collect();
    let mut state = 7u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        letters[(state >> 33) as usize % letters.len()]
    };
    (0..len).map(|_| next()).collect()
}

const WORD: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const HEX: &str = "0123456789abcdef";

/// A token as GitHub and npm make them, with their checksum.
fn with_checksum(start: &str) -> String {
    const DIGITS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let random = letters(WORD, 30);
    let mut rest = crc32(random.as_bytes());
    let mut checksum = Vec::new();
    for _ in 0..6 {
        checksum.insert(0, DIGITS[rest as usize % 62] as char);
        rest /= 62;
    }
    format!("{start}_{random}{}", checksum.into_iter().collect::<String>())
}

fn web_token() -> String {
    let part = |json: &str| BASE64URL_NOPAD.encode(json.as_bytes());
    format!("{}.{}.{}", part("{\"alg\":\"HS256\"}"), part("{\"sub\":\"web\"}"), letters(WORD, 43))
}

fn private_key() -> String {
    let begin = format!("-----BEGIN RSA {} KEY-----", "PRIVATE");
    format!("{begin}\n{}\n{}\n{}", letters(WORD, 64), letters(WORD, 20), begin.replace("BEGIN", "END"))
}

#[test]
fn tokens_are_known_by_their_shape_wherever_they_stand() {
    let numbers = letters("0123456789", 12);
    let tokens = [
        ("aws-access-key", format!("AK{}{}", "IA", letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16))),
        ("github-token", with_checksum("ghp")),
        ("github-token", with_checksum("ghs")),
        ("github-token", format!("github{}{}_{}", "_pat_", letters(WORD, 22), letters(WORD, 59))),
        ("npm-token", with_checksum("npm")),
        ("gitlab-token", format!("gl{}-{}", "pat", letters(WORD, 20))),
        ("slack-token", format!("xo{}-{numbers}-{numbers}-{}", "xb", letters(WORD, 24))),
        ("google-api-key", format!("AI{}{}", "za", letters(WORD, 35))),
        ("stripe-key", format!("sk{}{}", "_live_", letters(WORD, 24))),
        ("pypi-token", format!("pypi-AgEI{}{}", "cHlwaS5vcmc", letters(WORD, 90))),
        ("digitalocean-token", format!("dop{}{}", "_v1_", letters(HEX, 64))),
        ("sendgrid-key", format!("S{}{}.{}", "G.", letters(WORD, 22), letters(WORD, 43))),
        ("anthropic-key", format!("sk-{}{}", "ant-api03-", letters(WORD, 95))),
        ("vault-token", format!("h{}{}", "vs.", letters(WORD, 90))),
        ("telegram-token", format!("{}:AA{}", letters("123456789", 9), letters(WORD, 33))),
        ("jwt", web_token()),
        ("private-key", private_key()),
        ("private-key", BASE64.encode(private_key().as_bytes())),
    ];
    for (kind, token) in &tokens {
        let indented = format!("a: 1\nb:\n  - x {token}\nc: 2\n");
        for text in [token, &indented, &format!("{{\"a\": \"{token}\"}}"), &format!("run --x {token} --y")] {
            assert_eq!(found("app", text, Place::Entry), [(*kind, token.as_str())], "{text}");
        }
    }
}

#[test]
fn tokens_that_break_the_rules_of_their_issuer_are_none() {
    let wrong_checksum = with_checksum("ghp").replace(&letters(WORD, 4), "AAAA");
    let unsigned = format!("{}.e30.{}", BASE64URL_NOPAD.encode(b"{\"alg\":\"none\"}"), letters(WORD, 43));
    let no_header = format!("eyJ{}.eyJ{}.{}", letters(WORD, 20), letters(WORD, 20), letters(WORD, 43));
    for text in [
        wrong_checksum.as_str(),
        &unsigned,
        &no_header,
        &format!("AK{}{}", "IA", "ABCDEFGHIJKLMNOP"),
        &format!("AK{}{}", "IA", letters(WORD, 17)),
        &format!("x{}", with_checksum("ghp")),
        &format!("gl{}-{}", "pat", "xxxxxxxxxxxxxxxxxxxx"),
        &format!("xo{}-your-token-goes-here-please", "xb"),
        "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUJ7c=\n-----END CERTIFICATE-----\n",
        "-----BEGIN PUBLIC KEY-----\nMIIBszCCAVmgAwIBAgIUJ7c=\n-----END PUBLIC KEY-----\n",
        "grep -q 'BEGIN RSA PRIVATE KEY-----' \"$FILE\"\n",
        "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJzekND",
    ] {
        assert_nothing("app", &format!("a: 1\nb: {text}\n"), Place::Entry);
    }
}

#[test]
fn forms_with_a_password_in_them_are_found_where_the_password_stands() {
    let login = BASE64.encode(b"shop:hunter22");
    for (kind, text, secret) in [
        ("password-in-url", "postgres://shop:hunter22@db/shop", "hunter22"),
        ("password-in-url", "see\n  url: amqp://shop:hun%40ter22@mq:5672/ # x\n", "hun%40ter22"),
        ("basic-auth-header", &format!("Authorization: Basic {login}"), &login),
        ("basic-auth-header", &format!("curl -H \"authorization: basic {login}\" https://x/"), &login),
        ("bearer-token", &format!("Authorization: Bearer {}", letters(WORD, 32)), &letters(WORD, 32)),
        ("docker-config-auth", &format!("{{\"auths\": {{\"r.example\": {{\"auth\": \"{login}\"}}}}}}"), &login),
        (
            "azure-key",
            &format!("Endpoint=sb://x/;SharedAccessKey={}=", letters(WORD, 43)),
            &format!("{}=", letters(WORD, 43)),
        ),
    ] {
        assert_eq!(found("app", text, Place::Entry), [(kind, secret)], "{text}");
    }
    let account =
        format!("{{\"type\": \"service_account\", \"private_key\": \"{}\"}}", private_key().replace('\n', "\\n"));
    assert_eq!(detector().find("key.json", &account, Place::Entry).first().unwrap().kind.id, "gcp-service-account");
}

#[test]
fn forms_with_a_placeholder_or_a_variable_in_them_are_none() {
    for text in [
        "https://db.example:5432/a@b",
        "postgres://shop@db/shop",
        "postgres://user:password@db/shop",
        "postgres://shop:${PASSWORD}@db/shop",
        "postgres://shop:$(PASSWORD)@db/shop",
        "postgres://shop:<password>@db/shop",
        "postgres://%s:%s@db/shop",
        "# postgres://shop:hunter22@db/shop\nx: 1",
        "proxy_set_header Authorization \"Bearer $token\";\nx;",
        "Authorization: Basic <base64 of user:password>",
        "Authorization: Bearer token",
        "header Authorization in the request",
        "{\"auth\": \"basic\"}",
        "{\"auth\": \"dGV4dCB3aXRob3V0IGEgbG9naW4=\"}",
    ] {
        assert_nothing("app", text, Place::Entry);
    }
}

#[test]
fn names_tell_of_secrets() {
    for name in [
        "DATABASE_PASSWORD",
        "dbPassword",
        "db.password",
        "API_KEY",
        "apiKey",
        "GITHUB_TOKEN",
        "aws-secret-key",
        "clientSecret",
        "AWS_SECRET_ACCESS_KEY",
        "MINIO_SECRET_KEY",
        "PGPASSWORD",
        "PASSWORD_OLD",
        "PASSWORD_2",
        "SECRET_VALUE",
        "JWT_SECRET",
        "PASSWORD_RESET_TOKEN",
        "postgresql-password",
        "HTTPToken",
    ] {
        for place in [Place::Variable, Place::Entry] {
            assert_eq!(found(name, "hunter2hunter2", place), [("named", "hunter2hunter2")], "{name}");
            assert_eq!(found(name, " 5up3r-s3cr3t!\n", place), [("named", "5up3r-s3cr3t!")], "{name}");
        }
    }
    for (name, value) in [
        ("DB_PASSWORD", "password"),
        ("password", "admin123"),
        ("DATABASE_PASSWORD", "correct-horse-battery-staple"),
        ("PASSWORD", "P@$$w0rd(1)"),
        ("CLIENT_SECRET", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"),
        ("SECRET_BLAH", "secretsquirrels"),
        ("apiKey", "a8f5f167f44f4964e6c998dee827110c"),
    ] {
        assert_eq!(found(name, value, Place::Variable), [("named", value)], "{name}");
    }
    assert_eq!(found("PASSPHRASE_PASSWORD", "correct horse battery", Place::Variable).len(), 1);
}

#[test]
fn names_of_other_things_and_values_that_are_no_secrets_pass() {
    for (name, value) in [
        ("TOKEN_BUCKET", "large"),
        ("SECRET_BACKEND", "vault"),
        ("SECRET_BACKEND", "hashicorp-vault-1"),
        ("PASSWORD_ENCRYPTION", "scram-sha-256"),
        ("PASSWORD_HINT", "name-of-the-dog-7"),
        ("TOKEN_ENDPOINT", "a8f5f167/token"),
        ("TOKENIZER", "wordpiece2"),
        ("SECRETARIAT", "room-12b"),
        ("server-tokens", "build-7"),
        ("PROJECT_KEY", "SHOP"),
        ("PASSWORD_FILE", "db-password-1"),
        ("existingSecret", "web2-database"),
        ("tlsSecret", "web-cert"),
        ("imagePullSecret", "regcred7"),
        ("secret", "my-app-secret"),
        ("credentials", "postgres-creds-2"),
        ("token", "auto"),
        ("token", "kubernetes"),
        ("adminPasswordKey", "postgres-password"),
        ("PASSWORD", ""),
        ("PASSWORD", "abc"),
        ("PASSWORD", "true"),
        ("PASSWORD", "None"),
        ("TOKEN", "3600"),
        ("TOKEN", "1.5h"),
        ("TOKEN", "/var/run/secrets/token"),
        ("TOKEN", "./token"),
        ("TOKEN", "C:\\secrets\\token"),
        ("TOKEN", "secrets/web/token"),
        ("PASSWORD", "db-password.txt"),
        ("SECRET", "https://vault.example:8200/v1/x"),
        ("PASSWORD", "$(DATABASE_PASSWORD)"),
        ("PASSWORD", "${DATABASE_PASSWORD:-x1y2}"),
        ("PASSWORD", "$oidc.keycloak.clientSecret"),
        ("PASSWORD", "{{ .Values.password }}"),
        ("PASSWORD", "<path:secret/data/web#password>"),
        ("PASSWORD", "<your-password>"),
        ("PASSWORD", "changeme"),
        ("PASSWORD", "change-me-please-1"),
        ("PASSWORD", "your-password-here"),
        ("PASSWORD", "INSERT_PASSWORD"),
        ("PASSWORD", "REPLACE_ME_1"),
        ("GOOGLE_API_KEY", "GOOGLE_API_KEY_VAL"),
        ("PASSWORD", "********"),
        ("PASSWORD", "xxxxxxxx"),
        ("PASSWORD", "[REDACTED]"),
        ("PASSWORD", "ENC[AES256_GCM,data:p673w==,type:str]"),
        ("PASSWORD", "vault:secret/data/web#password"),
        ("PASSWORD", "ref+awsssm://web/password"),
        ("SECRET", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web-Ab12Cd"),
        ("SECRET", "projects/123/secrets/web/versions/4"),
        ("PASSWORD", "$2y$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"),
        ("PASSWORD_HASH", "5f4dcc3b5aa765d61d8327deb882cf99"),
        ("TOKEN_SCOPES", "read,write,admin:org"),
        ("secretKeys", "{\"a\": \"b1c2d3e4\"}"),
    ] {
        for place in [Place::Variable, Place::Entry] {
            assert_nothing(name, value, place);
        }
    }
    assert_nothing("nginx/auth-secret", "webusers1", Place::Annotation);
    assert_nothing("checksum/secret", &letters(HEX, 64), Place::Annotation);
    assert_nothing("login.password", "Enter your password", Place::Entry);
}

#[test]
fn lines_of_files_tell_of_secrets() {
    for text in [
        "user=web\npassword=hunter22\n",
        "db:\n  password: hunter22 # of the test system\n",
        "users:\n- password: 'hunter22'\n",
        "export password=\"hunter22\"\nrun\n",
        "[db]\npassword = \"hunter22\"\n",
        "{\n  \"password\": \"hunter22\",\n  \"a\": 1\n}\n",
        "{\"user\": \"a\", \"password\": \"hunter22\"}",
        "{\\\"password\\\": \\\"hunter22\\\"}",
        "Server=db;User Id=web;Password=hunter22;",
        "host=db user=web password=hunter22 port=5432",
        "exec web --db-password=hunter22 --port=80",
        "java -Xmx1g -Dspring.datasource.password=hunter22 -jar web.jar",
        "https://api.example/?q=1&api_key=hunter22&x=2",
        "spring.datasource.password: hunter22\r\nx: 1\r\n",
    ] {
        assert_eq!(found("file", text, Place::Entry), [("named", "hunter22")], "{text}");
    }
}

#[test]
fn code_templates_and_descriptions_in_files_pass() {
    for text in [
        "# password: hunter22\nport: 80",
        "// token = \"a1b2c3d4\"\nport: 80",
        "password: ${DB_PASSWORD}\nport: 80",
        "password = os.environ['PASSWORD']\nport = 80",
        "password = getpass.getpass()\nport = 80",
        "if password == other:\n  pass",
        "if [ \"$TOKEN\" = \"$OLD_TOKEN\" ]; then\n  exit\nfi",
        "TOKEN=\"$(cat /run/token)\"\nPASSWORD=$1\nSECRET=`cat x`\n",
        "self.password = password\ntoken = config.token\nsecret = args.pw\n",
        "local token = ngx.var.cookie_token\nlocal secret = os.getenv(\"S\")\n",
        "proxy_set_header X-Token $http_x_token;\nserver_tokens off;\n",
        "password: Enter your password\nport: 80",
        "passwordFile: db-password-1\nport: 80",
        "password:\nport: 80",
        "password: |\n  x",
        "password: \"\"\nport: 80",
        "password: null\nport: 80",
        "existingSecret: my-db-secret\nport: 80",
        "secretName: web2\nsecretKeyRef:\n  key: password1\n",
        "\"password\": {\"type\": \"string\"}\n\"x\": 1",
        "properties:\n  token:\n    type: string\n    description: the token\n",
        "resources: [\"secrets\", \"tokenreviews\"]\nverbs: [get]\n",
        "expr: sum(kube_secret_info{namespace=\"x1\", secret=\"web1-tls2\"}) by (token)\n",
        "bearer_token_file: /var/run/secrets/kubernetes.io/serviceaccount/token\n",
        "token auto\nport: 80",
        "{\"uid\": \"Kp3xV9mQz7Lw2RtY5nBc8HdJ6fG\", \"title\": \"Secrets\", \"secret\": 7}",
        "tls: key=abc token_url: abcdef\nport: 80",
        "image: registry.example/token@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\n",
    ] {
        assert_nothing("file", text, Place::Entry);
    }
}

#[test]
fn randomness_tells_where_names_only_hint_or_say_nothing() {
    let long = letters(WORD, 40);
    let short = letters(WORD, 28);
    assert_eq!(found("LICENSE_KEY", &short, Place::Variable), [("high-entropy", short.as_str())]);
    assert_eq!(found("webhook", &long, Place::Entry), [("high-entropy", long.as_str())]);
    assert_eq!(found("app", &long, Place::Variable), [("high-entropy", long.as_str())]);
    assert_eq!(found("TOKEN_BUCKET", &long, Place::Variable).len(), 1);
    assert_eq!(found("ENCRYPTION_KEY", &letters(HEX, 64), Place::Variable).len(), 1);
    assert_eq!(
        found("app.env", &format!("a=1\nsigning_key={short}\n"), Place::Entry),
        [("high-entropy", short.as_str())]
    );
    for (name, value) in [
        ("app", short.as_str()),
        ("CACHE_KEY", &letters(HEX, 64)),
        ("GIT_COMMIT", &letters(HEX, 40)),
        ("integrity", &format!("sha384-{}", letters(WORD, 64))),
        ("client_id", &long),
        ("STRIPE_PUBLISHABLE_KEY", &long),
        ("SSH_PUBLIC_KEY", &format!("AAAAB3NzaC1yc2E{long}")),
        ("KEY", "getUserAccountInformationFromDatabase2ForTheWebShop"),
        ("KEY", "com.example.shop.web.ConfigurationKey2"),
        ("KEY", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789"),
        ("KEY", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"),
        ("KEY", &BASE64.encode(b"{\"greeting\": \"Hello, World, how are you?\"}")),
        ("KEY", "shop-web-7d9f8b6c5d-x2x4z"),
        ("app", "registry.example/shop/web@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
    ] {
        assert_nothing(name, value, Place::Variable);
        assert_nothing(name, value, Place::Entry);
    }
}

#[test]
fn names_are_those_that_are_asked_for() {
    let own = Detector::new(["birthday", "accessPIN"]).unwrap();
    let says = |name: &str| own.find(name, "n0v3mber", Place::Variable).into_iter().next().map(|found| found.says);
    assert_eq!(says("userBirthday"), Some(vec!["birthday".to_owned()]));
    assert_eq!(says("ACCESS_PIN"), Some(vec!["accessPIN".to_owned()]));
    assert_eq!(says("PASSWORD"), None);
}

#[test]
fn many_credentials_in_a_text_are_hidden_to_its_end() {
    let text = "password=hunter22\n".repeat(1000);
    let found = detector().find("file", &text, Place::Entry);
    assert!(found.len() < 100);
    assert_eq!(found.last().unwrap().span.end, text.len());
}

proptest! {
    #[test]
    fn identifiers_digests_and_paths_are_no_secrets(
        words in prop::collection::vec("[a-z]{2,9}", 1..6),
        uuid in "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
        digest in "[0-9a-f]{40}|[0-9a-f]{64}|sha256:[0-9a-f]{64}",
        name in "[a-z]{3,8}([_.-][a-z]{3,8}){0,2}",
    ) {
        prop_assume!(names::hints().all(|hint| !name.contains(hint)));
        let camel: String = words.iter().map(|word| format!("{}Of", word.replacen(|_| true, "X", 1))).collect();
        for value in [
            words.join(" "), words.join("-"), words.join("_"), words.join("."), words.join(","), format!("/{}", words.join("/")),
            camel, uuid.clone(), digest.clone(), format!("{}.yaml", words.join("-")),
        ] {
            assert_nothing(&name, &value, Place::Variable);
            assert_nothing(&name, &value, Place::Entry);
            assert_nothing("config.yaml", &format!("a: 1\n{name}: {value}\nb: \"{value}\"\n"), Place::Entry);
        }
    }

    #[test]
    fn no_text_is_too_strange(name in ".{0,40}", text in "(\\PC|[\n\"'=:;&$@/-]|password|token|eyJ|://|-----BEGIN ){0,60}") {
        for found in detector().find(&name, &text, Place::Entry) {
            prop_assert!(text.get(found.span).is_some());
        }
    }
}
