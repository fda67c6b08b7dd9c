"""moto's proxy, with what keeps it from holding the databases of many stacks put right.

Corrected are calls that mix up two resources, that end in an exception of moto, or that moto does not have. What moto
merely forgets stays as it is, and stands in not-emulated.json.
"""

import sys
import uuid

from moto.core.responses import ActionResult
from moto.proxy import main
from moto.rds.models import DBCluster, DBInstance, GlobalCluster, RDSBackend, rds_backends
from moto.rds.responses import RDSResponse

ACCOUNT = "123456789012"

# Resource IDs: the provider finds an instance by its own, and moto gives one and the same to all instances.

create_instance = DBInstance.__init__
set_as_replica = DBInstance.set_as_replica


def new_resource_id() -> str:
    return f"db-{uuid.uuid4().hex[:26].upper()}"


def create_instance_with_id(self, *args, **kwargs):
    create_instance(self, *args, **kwargs)
    self.dbi_resource_id = new_resource_id()


def set_as_replica_with_id(self):
    """moto makes a replica as a copy of its source."""
    set_as_replica(self)
    self.dbi_resource_id = new_resource_id()


DBInstance.__init__ = create_instance_with_id
DBInstance.set_as_replica = set_as_replica_with_id

# Replicas in another region: moto looks for their subnet group in the region of the source, notes their ARN, and
# strikes out their name.

create_replica = RDSBackend.create_db_instance_read_replica


def create_replica_here(self, db_kwargs):
    """What is set first decides where the rest is looked up."""
    return create_replica(self, {"backend": self, **db_kwargs})


def remove_replica(self, replica):
    names = (replica.db_instance_identifier, replica.db_instance_arn)
    self.replicas = [each for each in self.replicas if each not in names]


RDSBackend.create_db_instance_read_replica = create_replica_here
DBInstance.remove_replica = remove_replica

# Restores to a point in time: moto takes the source of the copy for the source of a replica, too.

restore_to_point_in_time = RDSBackend.restore_db_instance_to_point_in_time


def restore_without_source(self, source_db_identifier, target_db_identifier, overrides):
    restored = restore_to_point_in_time(self, source_db_identifier, target_db_identifier, overrides)
    restored.source_db_instance_identifier = None
    return restored


RDSBackend.restore_db_instance_to_point_in_time = restore_without_source

# Sizes of clusters with I/O-Optimized storage, which moto does not know.

default_allocated_storage = DBCluster.default_allocated_storage


def allocated_storage(engine: str, storage_type: str) -> int:
    return default_allocated_storage(engine, "standard" if storage_type == "aurora-iopt1" else storage_type)


DBCluster.default_allocated_storage = staticmethod(allocated_storage)

# Restores of clusters whose password RDS manages: moto asks for the password that they do not have.

get_cfg = DBCluster.get_cfg


def configuration(self):
    self.__dict__.setdefault("_master_user_password", None)
    return get_cfg(self)


DBCluster.get_cfg = configuration

# Global clusters live in one region: moto shows all of them to who asks for one, and looks for them in the region of
# the call when a member leaves.


def global_clusters() -> dict[str, GlobalCluster]:
    return rds_backends[ACCOUNT]["us-east-1"].global_clusters


def describe_global_clusters(self):
    wanted = self.params.get("GlobalClusterIdentifier")
    clusters = [each for name, each in global_clusters().items() if wanted in (None, name)]
    return ActionResult({"GlobalClusters": clusters})


def modify_global_cluster(self):
    cluster = global_clusters()[self.params["GlobalClusterIdentifier"]]
    cluster.deletion_protection = self.params.get("DeletionProtection", cluster.deletion_protection)
    return ActionResult({"GlobalCluster": cluster})


def remove_from_global_cluster(self, global_cluster_identifier, db_cluster_identifier):
    cluster = global_clusters().get(global_cluster_identifier)
    if cluster is not None:
        left = (db_cluster_identifier, db_cluster_identifier.split(":")[-1])
        cluster.members = [each for each in cluster.members if each.db_cluster_identifier not in left]
    return cluster


RDSResponse.describe_global_clusters = describe_global_clusters
RDSResponse.modify_global_cluster = modify_global_cluster
RDSBackend.remove_from_global_cluster = remove_from_global_cluster


def make_what_is_there_before() -> None:
    """The instance of another stack that a build makes a replica of."""
    backend = rds_backends[ACCOUNT]["us-east-1"]
    backend.create_db_instance(
        {
            "db_instance_identifier": "orders",
            "db_instance_class": "db.r6i.large",
            "engine": "postgres",
            "engine_version": "17",
            "allocated_storage": 100,
            "storage_type": "gp3",
            "master_username": "dbowner",
            "storage_encrypted": True,
            "enable_cloudwatch_logs_exports": ["postgresql", "upgrade"],
            "vpc_security_group_ids": ["sg-0123456789abcdef0"],
        }
    )


if __name__ == "__main__":
    make_what_is_there_before()
    sys.exit(main())
