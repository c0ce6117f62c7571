#!/bin/sh
# Gets the browser that the check of the site needs, where this may install one. Python packages
# are got by the checks that use them, into environments under the target folder.
set -eu
browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
if ! browser >/dev/null 2>&1; then
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
        (apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium) \
            >/dev/null 2>&1 || true
    fi
    browser >/dev/null 2>&1 || echo "skipped: chromium missing"
fi
