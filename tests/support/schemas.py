"""Holds the files of the project, real reports and wrong examples against the schemas that the program prints, with a validator that is not
ours. Run by tests/cli/test_schema.c: schemas.py PROGRAM ROOT PART, in an empty folder. Prints what does not fit; ends with 1 then."""
import json
import os
import re
import subprocess
import sys

import yaml
from jsonschema import Draft202012Validator

program, root, part = sys.argv[1:]
faults = []


class Old(yaml.CSafeLoader):
    """YAML 1.1: `no`, `off` and the like are truth values. Dates stay texts, since JSON has none."""


Old.yaml_implicit_resolvers = {
    first: [entry for entry in entries if entry[0] != "tag:yaml.org,2002:timestamp"]
    for first, entries in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


class Modern(yaml.CSafeLoader):
    """YAML 1.2, as editors read it: true and false alone are truth values."""


Modern.yaml_implicit_resolvers = {
    first: [entry for entry in entries if entry[0] != "tag:yaml.org,2002:bool"] for first, entries in Old.yaml_implicit_resolvers.items()
}
Modern.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), "tf")


def text_keys(value):
    """Keys are texts in JSON, and so in every editor."""
    if isinstance(value, dict):
        return {{False: "off", True: "on"}.get(key, str(key)): text_keys(entry) for key, entry in value.items()}
    return [text_keys(entry) for entry in value] if isinstance(value, list) else value


def readings(text):
    """TEXT as planlint takes it, all scalars texts, and as the two editions of YAML do."""
    return [text_keys(yaml.load(text, Loader=loader)) for loader in (yaml.CBaseLoader, Old, Modern)]


def run(*words):
    done = subprocess.run([program, *words], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def validator(name, definition=None):
    status, out, err = run("schema", name)
    assert status == 0 and err == "", err
    schema = json.loads(out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)
    if definition:
        schema = {"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": "#/$defs/" + definition}
    return Draft202012Validator(schema)


def must_fit(judge, value, name):
    for fault in judge.iter_errors(value):
        faults.append("%s: %s: %s" % (name, "/".join(map(str, fault.absolute_path)), fault.message[:300]))


def must_fit_yaml(judge, text, name):
    for value in readings(text):
        must_fit(judge, value, name)


def yaml_files(folder):
    for where, folders, names in os.walk(folder):
        folders[:] = [f for f in folders if f not in (".git", "build")]
        for name in names:
            if name.endswith((".yaml", ".yml")):
                yield os.path.join(where, name)


def blocks(page):
    with open(os.path.join(root, page), encoding="utf-8") as f:
        return re.findall(r"^```yaml\n(.*?)^```", f.read(), re.M | re.S)


def check_files():
    rule, config = validator("rule"), validator("config")
    count = 0
    for path in yaml_files(os.path.join(root, "rules")):
        with open(path, encoding="utf-8") as f:
            must_fit_yaml(rule, f.read(), path)
        count += 1
    assert count > 130, count
    # Whatever a house keeps beside its plans; settings may lie anywhere.
    for path in yaml_files(root):
        if os.path.basename(path) == ".planlint.yaml":
            with open(path, encoding="utf-8") as f:
                must_fit_yaml(config, f.read(), path)
    shown = 0
    for page in ["README.md"] + ["docs/" + p for p in os.listdir(os.path.join(root, "docs")) if p.endswith(".md")]:
        for text in blocks(page):
            keys = yaml.load(text, Loader=yaml.CBaseLoader)
            if not isinstance(keys, dict) or "repos" in keys or "stages" in keys or "jobs" in keys or "include" in keys or "planlint" in keys:
                continue  # settings of other programs
            must_fit_yaml(rule if re.match("(id|name):", text) else config, text, page)
            shown += 1
    assert shown >= 6, shown


def check_reports():
    report, finding = validator("findings"), validator("findings", "finding")
    fixes = related = unreadable = 0
    for words in (["plans"], ["tests/golden/slips"], ["tests/golden/turns"], ["nowhere.plan"]):
        # One process for all plans of a folder.
        status, out, err = run("check", "--no-config", "--format", "json", *[os.path.join(root, w) for w in words])
        value = json.loads(out)
        must_fit(report, value, "check " + words[0])
        related += sum(len(f["related"]) for f in value["findings"])
        fixes += sum(len(f["fixes"]) for f in value["findings"])
        unreadable += sum(f["status"] == "unreadable" for f in value["files"])
        status, out, err = run("check", "--no-config", "--format", "jsonl", *[os.path.join(root, w) for w in words])
        lines = out.splitlines()
        assert len(lines) == len(value["findings"])
        for line in lines:
            must_fit(finding, json.loads(line), "check --format jsonl " + words[0])
    assert fixes and related and unreadable, (fixes, related, unreadable)
    # A report that lost or gained something is none.
    status, out, err = run("check", "--no-config", "--format", "json", os.path.join(root, "plans", "financial-only.plan"))
    good = json.loads(out)
    assert not list(report.iter_errors(good))

    def spoil(change):
        value = json.loads(out)
        change(value)
        if report.is_valid(value):
            faults.append("a spoilt report fits: " + json.dumps(value)[:200])

    spoil(lambda v: v.pop("summary"))
    spoil(lambda v: v["findings"][0].pop("fingerprint"))
    spoil(lambda v: v["findings"][0].update(severity="off"))
    spoil(lambda v: v["findings"][0]["start"].update(line=0))
    spoil(lambda v: v["findings"][0].update(extra=1))
    spoil(lambda v: v["files"][0].update(status="good"))
    spoil(lambda v: v.update(version=2))


# What fits and what does not, and the program says the same of each.
GOOD_SETTINGS = [
    "profile: [coop]\nseverity: {no-sex-split: error}\nparams: {too-many-indicators: {max: 5}}\noff: [perspective-empty]\n",
    "default-rules: no\nfail-on: never\nlanguage: fr\nexclude: old/*\n",
    "severity: {no-owner: off, measurability: advice, unused-ignore: error}\n",
    "overrides:\n  - {files: drafts/*, off: [no-owner]}\n  - files: \"*.plan\"\n    severity: {no-target: warning}\n",
    "lists: {traits: {words: [nomadic, landless]}, dimension: {words: {faith: {class: social, about: what they believe, like: change}}}}\n",
    "groups: {poverty: [poor]}\nfields: [{on: goal, name: theme, type: text, many: yes}, {on: role, name: sits on, type: reference, to: [review]}]\n",
    "profiles: {draft: , ours: {off: [no-owner], lists: {traits: {words: [nomadic]}}}}\n",
    "docs-url: https://example.org/\n",
]
BAD_SETTINGS = [
    "profil: [coop]\n",
    "severity: {no-owner: severe}\n",
    "severity: [no-owner]\n",
    "params: {too-many-indicators: {mx: 5}}\n",
    "params: {too-many-indicators: 5}\n",
    "off: no-owner\n",
    "fail-on: off\n",
    "language: de\n",
    "default-rules: perhaps\n",
    "overrides: {files: drafts/*}\n",
    "overrides: [{off: [no-owner]}]\n",
    "overrides: [{files: drafts/*, of: [no-owner]}]\n",
    "fields: [{on: goal, name: theme}]\n",
    "fields: [{on: gaol, name: theme, type: text}]\n",
    "fields: [{on: goal, name: theme, type: string}]\n",
    "lists: {traits: {word: [nomadic]}}\n",
    "lists: {dimension: {words: {faith: {class: spiritual}}}}\n",
    "groups: {poverty: poor}\n",
    "rules: {house: yes}\n",
    "profiles: {ours: {of: [no-owner]}}\n",
    "- profile: coop\n",
]
RULE = {
    "id": "goal-named", "family": "house", "severity": "warning", "for": "goal g", "require": "g.name is given",
    "message": "the goal {g} has no name", "point": {"at": "g"}, "params": {"min": "30%"},
    "examples": [{"flags": "goal \"Reach\" { dimension outreach }   # <-\n"}, {"passes": "goal a \"Reach\" { dimension outreach }\n"}],
}


def changed(**keys):
    rule = dict(RULE)
    for key, value in keys.items():
        if value is None:
            rule.pop(key)
        else:
            rule[key] = value
    return rule


GOOD_PACKS = [
    RULE,
    changed(point=[{"at": "g", "says": "here"}, {"each": "o in g.objectives", "at": "o"}], after=["no-owner"], let={"n": "g.name"}),
    changed(severity="off", after="no-owner", source=[{"practice": "asked by every board"}], standards=["ussepm-1B"]),
    {"name": "house", "version": "1", "extends": ["default"], "severity": {"no-owner": "error"}, "define": {"big(goal g)": "g.weight > 20%"}},
]
BAD_PACKS = [
    changed(id=None),
    changed(require=None),
    changed(message=None),
    changed(id="Goal Named"),
    changed(severity="fatal"),
    changed(requires="g.name is given"),
    changed(point={"where": "g"}),
    changed(source=[{"book": "x"}]),
    changed(examples=[{"flags": "goal a", "passes": "goal b"}]),
    changed(examples=[{"note": "neither"}]),
    changed(let=["n"]),
    changed(params={"min": ["30%"]}),
    {"name": "house", "extend": ["default"]},
    {"name": "house", "profiles": {"ours": {"rules": ["x"]}}},
    {"name": "house", "define": ["big"]},
]


def accepts(*words):
    return run(*words)[0] != 2


def agree(judge, text, wanted, accepted, name):
    fits = [judge.is_valid(value) for value in readings(text)]
    if fits != [wanted] * len(fits):
        faults.append("%s: the schema says %s, not %s: %s" % (name, fits, wanted, text))
    if accepted != wanted:
        faults.append("%s: the program says %s, not %s: %s" % (name, accepted, wanted, text))


def check_examples():
    rule, config = validator("rule"), validator("config")
    with open("a.plan", "w") as f:
        f.write("plan \"A\" { period 2027 to 2029 }\n")
    for wanted, texts in ((True, GOOD_SETTINGS), (False, BAD_SETTINGS)):
        for text in texts:
            with open("settings.yaml", "w") as f:
                f.write(text)
            agree(config, text, wanted, accepts("settings", "--config", "settings.yaml", "a.plan"), "settings")
    for wanted, values in ((True, GOOD_PACKS), (False, BAD_PACKS)):
        for value in values:
            text = yaml.safe_dump(value, sort_keys=False)
            with open("pack.yaml", "w") as f:
                f.write(text)
            agree(rule, text, wanted, accepts("check", "--no-config", "--rules", "pack.yaml", "--fail-on", "never", "a.plan"), "pack")


{"files": check_files, "reports": check_reports, "examples": check_examples}[part]()
for fault in faults[:40]:
    print(fault)
sys.exit(1 if faults else 0)
