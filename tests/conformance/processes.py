"""Processes of one run: each has its log file, all end with the run."""
import os
import signal
import socket
import subprocess


class Processes:
    def __init__(self, logs):
        self.logs = logs
        self.running = {}

    def start(self, name, args, env=None):
        with open(self.log(name), "ab") as log:
            self.running[name] = subprocess.Popen(args, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                                  env=env, start_new_session=True)
        return self.running[name]

    def log(self, name):
        return os.path.join(self.logs, name.replace("/", "-") + ".log")

    def alive(self, name):
        return name in self.running and self.running[name].poll() is None

    def kill(self, name, how=signal.SIGKILL):
        process = self.running.pop(name)
        if process.poll() is None:
            process.send_signal(how)
        return process.wait(20)

    def tail(self, name, lines=8):
        with open(self.log(name), encoding="utf-8", errors="replace") as log:
            return "".join(log.readlines()[-lines:])

    def stop_all(self):
        for process in reversed(list(self.running.values())):
            if process.poll() is None:
                process.terminate()
        for process in reversed(list(self.running.values())):
            try:
                process.wait(3)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.running.clear()


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]
