"""Certificates made for a test by the openssl command, and what trusts them."""
import os
import pathlib
import ssl
import subprocess


def make(room, name, *subject, key="ec"):
    """(certificate, key) in PEM files of `room`, for 127.0.0.1, ten days long."""
    certificate, secret = (str(pathlib.Path(room) / f"{name}.{end}") for end in ("pem", "cle"))
    new_key = {"ec": ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"], "rsa": ["-newkey", "rsa:2048"], "weak": ["-newkey", "rsa:1024"]}[key]
    subprocess.run(["openssl", "req", "-x509", *new_key, "-nodes", "-keyout", secret, "-out", certificate, "-days", "10",
                    "-subj", f"/CN={name}", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost", *subject], check=True, capture_output=True)
    os.chmod(secret, 0o600)
    return certificate, secret


def make_ended(room, name):
    """The same, which ended yesterday."""
    certificate, secret = make(room, name)
    request = subprocess.run(["openssl", "x509", "-x509toreq", "-in", certificate, "-signkey", secret], check=True, capture_output=True).stdout
    subprocess.run(["openssl", "x509", "-req", "-signkey", secret, "-days", "-1", "-out", certificate], input=request, check=True, capture_output=True)
    return certificate, secret


def trusting(*certificates):
    """A client that trusts these, and nothing else."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    for certificate in certificates:
        context.load_verify_locations(certificate)
    return context


def unwary(lowest, highest, ciphers="ALL:@SECLEVEL=0"):
    """A client that accepts anything of these versions: what is refused, the service refuses."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers(ciphers)
    context.minimum_version, context.maximum_version = lowest, highest
    return context
