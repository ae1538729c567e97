package dev.avataroperator.operator;

import dev.avataroperator.credential.MintRecord;
import dev.avataroperator.gateway.BrokerBook;
import dev.avataroperator.operator.rooms.RoomServers;
import dev.avataroperator.operator.rooms.Rooms;
import dev.avataroperator.operator.workers.WorkerFleet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;

/** What all controllers share. */
public record OperatorParts(
    OperatorSettings settings,
    KubernetesClient client,
    WorkerFleet fleet,
    MintRecord minter,
    EventRecorder events,
    Install install,
    ServiceUse serviceUse,
    BrokerBook broker,
    RoomServers servers,
    Rooms rooms,
    Clock clock) {}
