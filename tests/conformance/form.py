"""The form of each request: every parameter is one that botocore's service model knows and has its type, the
model's own serializer makes the same body from it, and botocore computes the same Authorization header."""
import datetime
import json
import re
import urllib.parse

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import botocore.serialize
import botocore.session
import botocore.validate

SERVICES = {"elasticloadbalancing": "elbv2", "ec2": "ec2", "sts": "sts", "acm": "acm", "wafv2": "wafv2", "shield": "shield"}
WHOLE = ("integer", "long")
_session = botocore.session.Session()
_models = {}


class Wrong(Exception):
    """A sentence about a request."""


def model_of(service):
    if service not in SERVICES:
        raise Wrong("signed for '%s', which is no service that we call" % service)
    if service not in _models:
        _models[service] = _session.get_service_model(SERVICES[service])
    return _models[service]


# ---- the Query and EC2 protocols, read back by the model's shapes
def member_name(protocol, name, shape):
    given = shape.serialization
    if protocol != "ec2":
        return given.get("name", name)
    if "queryName" in given:
        return given["queryName"]
    name = given.get("name", name)
    return name[0].upper() + name[1:]


def scalar(shape, key, text):
    if shape.type_name == "boolean":
        if text not in ("true", "false"):
            raise Wrong("%s=%s is no boolean" % (key, text))
        return text == "true"
    if shape.type_name in WHOLE:
        if not re.fullmatch(r"-?(0|[1-9]\d*)", text):
            raise Wrong("%s=%s is no whole number" % (key, text))
        return int(text)
    if shape.type_name in ("float", "double"):
        return float(text)
    return text


def take_list(protocol, shape, key, form):
    inner = key if protocol == "ec2" or shape.serialization.get("flattened") \
        else key + "." + shape.member.serialization.get("name", "member")
    out, number = [], 1
    while any(k == "%s.%d" % (inner, number) or k.startswith("%s.%d." % (inner, number)) for k in form):
        out.append(take(protocol, shape.member, "%s.%d" % (inner, number), form))
        number += 1
    return out


def take(protocol, shape, key, form):
    """Removes from form what belongs to shape at key; gives the value."""
    if shape.type_name == "structure":
        out = {}
        for name, member in shape.members.items():
            at = (key + "." if key else "") + member_name(protocol, name, member)
            if any(k == at or k.startswith(at + ".") for k in form):
                out[name] = take(protocol, member, at, form)
        return out
    if shape.type_name == "list":
        return take_list(protocol, shape, key, form)
    if key not in form:
        raise Wrong("%s has members, and is a %s" % (key, shape.type_name))
    return scalar(shape, key, form.pop(key))


def parameters(record):
    """The operation's model and the parameters of a request, read back; raises Wrong."""
    model = model_of(record["service"])
    if record["op"] not in model.operation_names:
        raise Wrong("'%s' is no operation of %s" % (record["op"], record["service"]))
    operation = model.operation_model(record["op"])
    if model.protocol == "json":
        return operation, json.loads(record["body"])
    pairs = urllib.parse.parse_qsl(record["body"], keep_blank_values=True, strict_parsing=True)
    form = dict(pairs)
    if len(form) != len(pairs):
        raise Wrong("a parameter comes twice")
    for name, wanted in (("Action", record["op"]), ("Version", model.api_version)):
        if form.pop(name, None) != wanted:
            raise Wrong("%s is not %s" % (name, wanted))
    params = take(model.protocol, operation.input_shape, "", form) if operation.input_shape else {}
    if form:
        raise Wrong("%s has no parameter %s" % (record["op"], ", ".join(sorted(form))))
    return operation, params


def check_form(record):
    """Gives the parameters, or raises Wrong."""
    operation, params = parameters(record)
    if operation.input_shape:
        report = botocore.validate.ParamValidator().validate(params, operation.input_shape)
        if report.has_errors():
            raise Wrong(report.generate_report())
    model = operation.service_model
    made = botocore.serialize.create_serializer(model.protocol, include_validation=False).serialize_to_request(params, operation)
    headers = {k.lower(): v for k, v in record["headers"]}
    wanted = made["headers"].get("Content-Type", "").partition(";")[0]
    if headers.get("content-type", "").partition(";")[0] != wanted:
        raise Wrong("Content-Type is '%s'" % headers.get("content-type"))
    if model.protocol == "json":
        if headers.get("x-amz-target") != made["headers"]["X-Amz-Target"]:
            raise Wrong("X-Amz-Target is '%s'" % headers.get("x-amz-target"))
        return params
    sent = dict(urllib.parse.parse_qsl(record["body"], keep_blank_values=True))
    if (record["method"], record["path"]) != (made["method"], "/") or sent != {k: str(v) for k, v in made["body"].items()}:
        raise Wrong("botocore would send %s" % made["body"])
    return params


# ---- the facts table of ELBv2: names, types, what is required, enumerations, bounds
TYPES = {"string": str, "integer": int, "long": int, "double": float, "boolean": bool, "list": list, "structure": dict, "map": dict}


def check_facts(facts, shape, params, at):
    members = facts["shapes"][shape]["members"]
    for name in params:
        if name not in members:
            raise Wrong("%s.%s is not among the facts" % (at, name))
    for name, fact in members.items():
        if name in params:
            check_fact(facts, fact, params[name], "%s.%s" % (at, name))
        elif fact.get("required"):
            raise Wrong("%s lacks %s" % (at, name))


def check_fact(facts, fact, value, at):
    if not isinstance(value, TYPES.get(fact["t"], object)):
        raise Wrong("%s is no %s" % (at, fact["t"]))
    if "enum" in fact and value not in fact["enum"]:
        raise Wrong("%s is '%s', none of %s" % (at, value, fact["enum"]))
    size = value if fact["t"] in WHOLE else len(value) if fact["t"] in ("string", "list") else None
    if size is not None and not fact.get("min", size) <= size <= fact.get("max", size):
        raise Wrong("%s is out of bounds: %r" % (at, value))
    if fact["t"] == "structure":
        check_facts(facts, fact["shape"], value, at)
    elif fact["t"] == "list":
        for item in value:
            check_fact(facts, fact["of"], item, at)


# ---- the signature
def authorization(record, keys, region):
    """The Authorization header that botocore gives to the same request at the same time."""
    headers = {k.lower(): v for k, v in record["headers"]}
    signed = re.search(r"SignedHeaders=([^,]*)", headers.get("authorization", ""))
    signed = signed.group(1).split(";") if signed else []
    for name in headers:
        if (name == "host" or name.startswith("x-amz-")) and name not in signed:
            raise Wrong("header %s is not signed" % name)
    own = ("x-amz-date", "x-amz-security-token")
    request = botocore.awsrequest.AWSRequest(
        method=record["method"], url="http://%s%s" % (headers["host"], record["path"]), data=record["body"].encode(),
        headers={k: v for k, v in headers.items() if k in signed and k not in own})
    credentials = botocore.credentials.Credentials(keys["AWS_ACCESS_KEY_ID"], keys["AWS_SECRET_ACCESS_KEY"], keys.get("AWS_SESSION_TOKEN"))
    when = datetime.datetime.strptime(headers["x-amz-date"], "%Y%m%dT%H%M%SZ")
    saved = botocore.auth.get_current_datetime
    botocore.auth.get_current_datetime = lambda *_, **__: when
    try:
        botocore.auth.SigV4Auth(credentials, record["service"], region).add_auth(request)
    finally:
        botocore.auth.get_current_datetime = saved
    return request.headers["Authorization"]


def check_signature(record, keys, region):
    sent = dict((k.lower(), v) for k, v in record["headers"]).get("authorization")
    computed = authorization(record, keys, region)
    if sent != computed:
        raise Wrong("Authorization differs:\n  sent     %s\n  botocore %s" % (sent, computed))
