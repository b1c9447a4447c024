"""What stands in the deployment files exists: commands, settings, files, metrics; secrets have no defaults.

No container engine is needed. Where `docker compose` is at hand it reads the file too.
"""

from __future__ import annotations

import configparser
import json
import re
import shutil
import stat
import subprocess
import sys
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from gongkai import bootstrap
from gongkai.cli import app
from gongkai.flow import QUEUES
from gongkai.settings import Limits, Settings
from gongkai.web import metrics

ROOT = Path(__file__).parents[2]
COMPOSE = (ROOT / "docker-compose.yml").read_text("utf-8")
FILE: dict[str, Any] = yaml.safe_load(COMPOSE)
SERVICES: dict[str, dict[str, Any]] = FILE["services"]
IMAGE = {name: service for name, service in SERVICES.items() if service["image"].startswith("gongkai:")}
OWN = {name: service for name, service in IMAGE.items() if name != "flower"}
KUBERNETES = ROOT / "deploy/kubernetes"
OBJECTS = [
    one for path in sorted(KUBERNETES.glob("*.yaml")) for one in yaml.safe_load_all(path.read_text("utf-8")) if one
]
DEPLOYMENTS = {one["metadata"]["name"]: one["spec"] for one in OBJECTS if one["kind"] == "Deployment"}
DOCKERFILE = (ROOT / "deploy/Dockerfile").read_text("utf-8")
UNIT = (ROOT / "deploy/systemd/gongkai.service").read_text("utf-8")
WITHOUT_HEALTH = {"bucket"}

every_service = pytest.mark.parametrize("name", SERVICES)
every_own_service = pytest.mark.parametrize("name", OWN)


def settings() -> set[str]:
    return {
        str(field.validation_alias or f"{kind.model_config.get('env_prefix', '')}{name}").upper()
        for kind in (Settings, Limits)
        for name, field in kind.model_fields.items()
    }


def secrets() -> set[str]:
    return set(re.findall(r"\$\{(\w+_(?:PASSWORD|TOKEN))", COMPOSE))


def measured() -> set[str]:
    return set(re.findall(r"^# TYPE (\w+)", metrics.exposition(bootstrap.in_memory()).decode(), re.MULTILINE))


def test_the_processes_of_the_flow_all_run() -> None:
    assert {*QUEUES.values(), "beat", "ingest", "web"} <= set(OWN)


@every_service
def test_a_service_is_started_again_and_bounded(name: str) -> None:
    service = SERVICES[name]
    assert service["restart"].startswith(("unless-stopped", "on-failure"))
    assert {"cpus", "memory", "pids"} == set(service["deploy"]["resources"]["limits"])
    assert service["logging"]["options"]["max-size"]


@every_service
def test_a_service_tells_whether_it_is_well_or_answers_nobody(name: str) -> None:
    check = SERVICES[name]["healthcheck"]
    assert check == {"disable": True} if name in WITHOUT_HEALTH else check["test"][0] in ("CMD", "CMD-SHELL")


@every_service
def test_a_service_has_no_rights_that_it_does_not_need(name: str) -> None:
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["read_only"] is (name != "elasticsearch")
    assert "privileged" not in service


@every_service
def test_ports_are_open_to_this_host_only(name: str) -> None:
    ports = SERVICES[name].get("ports", [])
    assert all(port.startswith("127.0.0.1:") for port in ports)
    assert not ports or name == "web" or "profiles" in SERVICES[name]
    assert ports or SERVICES[name]["networks"] == ["engines"]


def test_the_engines_are_in_a_network_without_a_way_out() -> None:
    assert FILE["networks"]["engines"] == {"internal": True}


@every_service
def test_an_image_is_pinned_by_its_release(name: str) -> None:
    tag = SERVICES[name]["image"].rpartition(":")[2]
    assert re.match(r"\d+\.\d+\.\d+|RELEASE\.", tag)


@every_service
def test_what_a_service_waits_for_and_mounts_is_there(name: str) -> None:
    service = SERVICES[name]
    assert set(service.get("depends_on", {})) <= set(SERVICES)
    for source in (volume.partition(":")[0] for volume in service.get("volumes", [])):
        assert (ROOT / source).is_file() if source.startswith("./") else source in FILE["volumes"]


def test_a_missing_secret_ends_compose_with_a_sentence() -> None:
    for variable in re.findall(r"\$\{([^}]+)\}", COMPOSE):
        assert variable.endswith(":?run deploy/env first") or variable.partition(":-")[0] in settings()


@every_service
def test_no_secret_is_written_into_the_file(name: str) -> None:
    for variable, value in SERVICES[name].get("environment", {}).items():
        if any(part in variable for part in ("PASSWORD", "AUTH", "TOKEN")) or "@" in value:
            assert re.search(r"\$\{\w+_(?:PASSWORD|TOKEN):\?", value)


@every_own_service
def test_every_variable_of_our_own_is_a_setting(name: str) -> None:
    assert set(OWN[name]["environment"]) <= settings()
    assert {"REDIS_URL", "GONGKAI_S3", "GONGKAI_ELASTICSEARCH"} <= set(OWN[name]["environment"])


@every_own_service
def test_every_command_of_our_own_starts_something_that_exists(name: str) -> None:
    program, *arguments = OWN[name]["command"]
    if program == "uvicorn":
        assert entry_points(group="console_scripts", name=program)
        module, _, function = arguments[0].partition(":")
        assert callable(getattr(import_module(module), function))
    elif program == "gongkai":
        assert {command.name for command in app().registered_commands} >= {arguments[0]}
    else:
        assert (program, arguments[0]) == ("python", "-m")
        assert find_spec(arguments[1])
        assert arguments[2:] in ([], *([queue] for queue in QUEUES.values()))


@pytest.mark.parametrize("name", [name for name in OWN if name in {*QUEUES.values(), "beat"}])
def test_a_worker_is_looked_after_by_its_sign_of_life(name: str) -> None:
    """The name is the one under which the process writes it."""
    command, check = OWN[name]["command"], OWN[name]["healthcheck"]["test"]
    assert check == ["CMD", "gongkai", "health", command[3] if len(command) > 3 else "reconciler"]


def test_the_file_is_what_the_specification_of_compose_allows() -> None:
    program = Path(sys.executable).with_name("check-jsonschema")
    command = [program, "--builtin-schema", "vendor.compose-spec", ROOT / "docker-compose.yml"]
    checked = subprocess.run(command, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("one", OBJECTS, ids=lambda one: f"{one['kind']}-{one.get('metadata', {}).get('name', '')}")
def test_an_object_of_kubernetes_is_what_its_schema_allows(one: dict[str, Any]) -> None:
    if one["kind"] not in ("Kustomization", "ScaledObject"):  # both are kinds of other projects
        kubernetes_validate.validate(one, "1.31", strict=True)


def test_all_files_for_kubernetes_are_applied_and_run_what_compose_runs() -> None:
    (kustomization,) = (one for one in OBJECTS if one["kind"] == "Kustomization")
    assert {*kustomization["resources"], "kustomization.yaml"} == {path.name for path in KUBERNETES.glob("*.yaml")}
    assert set(DEPLOYMENTS) == set(OWN) - {"bucket"}
    for name, spec in DEPLOYMENTS.items():
        (container,) = spec["template"]["spec"]["containers"]
        assert container["command"] == OWN[name]["command"]
        assert container["securityContext"]["readOnlyRootFilesystem"] and container["resources"]["limits"]["memory"]
        if name in {*QUEUES.values(), "beat"}:
            assert container["livenessProbe"]["exec"]["command"] == OWN[name]["healthcheck"]["test"][1:]


def test_workers_are_scaled_by_a_measured_queue_of_theirs() -> None:
    scaled = {one["metadata"]["name"]: one["spec"] for one in OBJECTS if one["kind"] == "ScaledObject"}
    assert set(scaled) == set(QUEUES.values())
    for name, spec in scaled.items():
        assert spec["scaleTargetRef"]["name"] == name and spec["minReplicaCount"] <= spec["maxReplicaCount"]
        (trigger,) = spec["triggers"]
        metric, queue = re.findall(r'(gongkai_\w+)\{queue="(\w+)"\}', trigger["metadata"]["query"])[0]
        assert (metric in measured(), queue) == (True, name)


def test_the_secrets_are_made_once_and_differ(tmp_path: Path) -> None:
    target = tmp_path / ".env"
    command = ["sh", str(ROOT / "deploy/env"), str(target)]
    assert subprocess.run(command, capture_output=True).returncode == 0
    made = dict(re.findall(r"^(\w+)=(.+)$", target.read_text("utf-8"), re.MULTILINE))
    assert set(made) == secrets()
    assert len(set(made.values())) == len(made)
    assert all(re.fullmatch(r"[0-9a-f]{48}", value) for value in made.values())
    assert stat.S_IMODE(target.stat().st_mode) == 0o600

    before = target.read_bytes()
    again = subprocess.run(command, capture_output=True)
    assert (again.returncode, target.read_bytes()) == (1, before)


def test_the_secrets_are_neither_committed_nor_sent_to_the_engine() -> None:
    assert "/.env" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert (ROOT / ".dockerignore").read_text("utf-8").splitlines()[1] == "*"


def test_the_image_is_made_of_files_that_exist() -> None:
    sent = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    copied = [
        line.split()[1:-1] for line in DOCKERFILE.splitlines() if line.startswith("COPY ") and "--from" not in line
    ]
    for source in (source for sources in copied for source in sources):
        assert (ROOT / source).exists()
        assert f"!{source}" in sent


def test_the_image_is_pinned_and_runs_as_nobody_in_particular() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert len(set(bases)) == 1
    assert re.match(r"python:3\.\d+\.\d+-slim-\w+$", bases[0])
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER \d{4,}:\d{4,}$", last, re.MULTILINE)
    assert not re.search(r"pip install|build-essential|gcc", last)
    installs = re.findall(r"pip install (.*?)(?: \\)?$", DOCKERFILE, re.MULTILINE)
    assert all("--require-hashes" in install or "--no-index" in install for install in installs)


def test_the_image_holds_the_versions_that_one_machine_has() -> None:
    texts = [(ROOT / f"requirements{name}.lock").read_text("utf-8") for name in ("", "-distributed")]
    alone, image = (dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)) for text in texts)
    assert all(image[name] == version for name, version in alone.items() if name in image)
    assert {"minio", "elasticsearch", "celery"} <= set(image)


def test_the_unit_starts_the_command_with_settings_that_exist() -> None:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string(UNIT)
    service = unit["Service"]
    assert service["ExecStart"].split() == ["/opt/gongkai/bin/gongkai", "up"]
    assert set(re.findall(r"(GONGKAI_\w+)=", service["Environment"])) <= settings()
    assert f"/var/lib/{service['StateDirectory']}" in service["Environment"]


def test_the_dashboard_shows_what_is_measured() -> None:
    board = json.loads((ROOT / "deploy/grafana/gongkai.json").read_text("utf-8"))
    asked = " ".join(target["expr"] for panel in board["panels"] for target in panel["targets"])
    assert set(re.findall(r"gongkai_\w+", asked)) == measured()
    labels = set(re.findall(r"\{\{(\w+)\}\}", json.dumps(board)))
    assert labels == {"state", "code", "queue", "instance", "engine", "what"}
    assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])


def test_prometheus_scrapes_the_port_of_the_pages() -> None:
    jobs = yaml.safe_load((ROOT / "deploy/prometheus.yml").read_text("utf-8"))["scrape_configs"]
    assert [job["job_name"] for job in jobs] == ["gongkai"]
    assert jobs[0]["static_configs"][0]["targets"] == [f"127.0.0.1:{Settings.model_fields['port'].default}"]


@pytest.mark.optional
def test_compose_itself_accepts_the_file(tmp_path: Path) -> None:
    docker = shutil.which("docker")
    if not docker or subprocess.run([docker, "compose", "version"], capture_output=True).returncode:
        pytest.skip("docker compose is not at hand")
    target = tmp_path / "env"
    subprocess.run(["sh", str(ROOT / "deploy/env"), str(target)], check=True, capture_output=True)
    compose = [docker, "compose", "--project-directory", str(ROOT), "--file", str(ROOT / "docker-compose.yml")]
    read = subprocess.run([*compose, "--env-file", str(target), "config", "--quiet"], capture_output=True)
    assert read.returncode == 0, read.stderr.decode()
