# Where terraform takes the AWS provider from; sourced by other scripts.

# The folder that `filesystem_mirror` takes, as an absolute path.
find_mirror() {
  local folder
  for folder in "${TF_PLUGIN_MIRROR:-}" "${HOME:-}/.terraform.d/plugins" /usr/local/share/terraform/plugins /usr/share/terraform/plugins /opt/*; do
    if [ -n "$folder" ] && [ -d "$folder/registry.terraform.io/hashicorp/aws" ]; then
      (cd "$folder" && pwd)
      return
    fi
  done
  return 1
}

# Sets TF_PLUGIN_MIRROR where there is a mirror. Fails, and prints why, where terraform has no way to get the provider.
choose_provider_source() {
  if ! command -v terraform >/dev/null; then
    printf 'terraform is not on PATH'
    return 1
  fi
  local mirror
  if mirror=$(find_mirror); then
    export TF_PLUGIN_MIRROR=$mirror
    return 0
  fi
  unset TF_PLUGIN_MIRROR
  [ -n "${TF_USE_REGISTRY:-}" ] && return 0
  printf 'no mirror with the AWS provider (TF_PLUGIN_MIRROR), and TF_USE_REGISTRY is not set'
  return 1
}
