"""moto's AWS behind a loopback HTTP server of our own, which writes down every request as it came.

    aws_front.py --log FILE --address FILE

It listens on a free port of 127.0.0.1 and writes http://127.0.0.1:PORT into the address file. The log has one
JSON object a line: n, at (seconds), service, op, status, code (AWS's error code or null), fault (what was
done to it or null), method, path, headers (pairs as received), body, answer.

    POST /front/fault  {"op": "CreateRule", "what": "hold", "times": 1, "seconds": 5}

`what` is hold (moto acts, the answer comes late), cut (moto acts, the connection breaks before any answer),
throttle (400 Throttling, moto never sees it) or error (500, moto never sees it).

Three things of moto are put right, since nothing could be shown without them: SetRulePriorities accepts a
priority that another rule of the same request gives up, a load balancer may have AWS's 1,000 targets instead of
30, and requests are handled one after another."""
import argparse
import http.server
import io
import json
import os
import re
import threading
import time
import urllib.parse

from moto.elbv2.exceptions import PriorityInUseError, RuleNotFoundError
from moto.elbv2.models import ELBv2Backend
from moto.elbv2.responses import ELBV2Response
from moto.server import DomainDispatcherApplication, create_backend_app

XML = ("<ErrorResponse><Error><Type>%s</Type><Code>%s</Code><Message>%s</Message></Error>"
       "<RequestId>front-%d</RequestId></ErrorResponse>")
REFUSALS = {"throttle": (400, "Sender", "Throttling", "Rate exceeded"),
            "error": (500, "Receiver", "InternalFailure", "made to fail")}


def set_rule_priorities(self, rule_priorities):
    """As AWS has it: what counts is the order after the request."""
    wanted = {r["RuleArn"]: int(r["Priority"]) for r in rule_priorities}
    rules = [r for lb in self.load_balancers.values() for li in lb.listeners.values() for r in li.rules.values()]
    moved = [r for r in rules if r.arn in wanted]
    if len(moved) != len(wanted):
        raise RuleNotFoundError()
    listeners = {r.listener_arn for r in moved}
    stay = {(r.listener_arn, str(r.priority)) for r in rules if r.listener_arn in listeners and r.arn not in wanted}
    after = [(r.listener_arn, str(wanted[r.arn])) for r in moved]
    if stay.intersection(after) or len(set(after)) != len(after):
        raise PriorityInUseError()
    for rule in moved:
        rule.priority = wanted[rule.arn]
    return moved


def describe_account_limits(self, told=ELBV2Response.describe_account_limits):
    answer = told(self)
    for limit in answer.result["Limits"]:
        if limit["Name"] == "targets-per-application-load-balancer":
            limit["Max"] = 1000
    return answer


ELBv2Backend.set_rule_priorities = set_rule_priorities
ELBV2Response.describe_account_limits = describe_account_limits


class Front:
    def __init__(self, log):
        self.app = DomainDispatcherApplication(create_backend_app)
        self.moto_lock, self.lock = threading.Lock(), threading.Lock()
        self.log = open(log, "a", buffering=1, encoding="utf-8")
        self.count = 0
        self.faults = []

    def moto(self, method, path, headers, body):
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path.partition("?")[0], "QUERY_STRING": path.partition("?")[2],
                   "SCRIPT_NAME": "", "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
                   "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body),
                   "wsgi.errors": io.StringIO(), "wsgi.multithread": True, "wsgi.multiprocess": False,
                   "wsgi.run_once": False, "CONTENT_LENGTH": str(len(body))}
        for name, value in headers:
            key = name.upper().replace("-", "_")
            if key == "CONTENT_TYPE":
                environ[key] = value
            elif key != "CONTENT_LENGTH":
                environ["HTTP_" + key] = value
        head = {}

        def start(status, fields, exc_info=None):
            head.update(status=int(status.split()[0]), fields=fields)
        with self.moto_lock:
            answer = b"".join(self.app(environ, start))
        return head["status"], head["fields"], answer

    def take_fault(self, op):
        with self.lock:
            for fault in self.faults:
                if fault["op"] in (op, "*") and fault["times"] > 0:
                    fault["times"] -= 1
                    return fault
        return None

    def write(self, **record):
        with self.lock:
            self.count += 1
            self.log.write(json.dumps({"n": self.count, **record}) + "\n")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    front: Front

    def log_message(self, *_):
        pass

    def respond(self, status, fields, answer):
        self.send_response(status)
        for name, value in fields:
            if name.lower() not in ("content-length", "connection", "date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/front/fault":
            fault = {"times": 1, "seconds": 5, **json.loads(body)}
            with self.front.lock:
                self.front.faults.append(fault)
            return self.respond(200, [], b"{}")
        return self.aws(body)

    do_GET = do_PUT = do_DELETE = do_POST

    def moto(self, headers, body):
        """What moto lacks altogether it ends with an exception: AWS would say that there is no such operation."""
        try:
            return self.front.moto(self.command, self.path, headers, body)
        except Exception:  # whatever moto's insides raise
            if self.headers.get("X-Amz-Target"):
                return 400, [("Content-Type", "application/x-amz-json-1.1")], b'{"__type":"UnknownOperationException"}'
            words = ("Sender", "InvalidAction", "The action is not valid for this web service.")
            return 400, [("Content-Type", "text/xml")], (XML % (*words, self.front.count + 1)).encode()

    def aws(self, body):
        at, headers, text = time.time(), list(self.headers.items()), body.decode("utf-8", "replace")
        scope = re.search(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/", self.headers.get("Authorization", ""))
        form = dict(urllib.parse.parse_qsl(text, keep_blank_values=True))
        op = form.get("Action") or self.headers.get("X-Amz-Target", self.path).rpartition(".")[2]
        fault = self.front.take_fault(op) or {"what": None}
        if fault["what"] in REFUSALS:
            status, *words = REFUSALS[fault["what"]]
            fields, answer = [("Content-Type", "text/xml")], (XML % (*words, self.front.count + 1)).encode()
        else:
            status, fields, answer = self.moto(headers, body)
        said = answer.decode("utf-8", "replace")
        code = re.search(r"<Code>([^<]*)<", said) if status >= 400 else None
        self.front.write(at=round(at, 4), service=scope.group(1) if scope else None, op=op, status=status,
                         code=code.group(1) if code else None, fault=fault["what"], method=self.command, path=self.path,
                         headers=headers, body=text, answer=said)
        if fault["what"] == "hold":
            time.sleep(fault["seconds"])
        if fault["what"] == "cut":
            self.close_connection = True
            return self.connection.close()
        return self.respond(status, fields, answer)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request, client_address):
        pass  # a client that was killed while its answer was on the way


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--log", required=True)
    parser.add_argument("--address", required=True)
    options = parser.parse_args()
    Handler.front = Front(options.log)
    server = Server(("127.0.0.1", 0), Handler)
    with open(options.address + ".new", "w", encoding="utf-8") as out:
        out.write("http://127.0.0.1:%d" % server.server_address[1])
    os.rename(options.address + ".new", options.address)
    server.serve_forever()


if __name__ == "__main__":
    main()
