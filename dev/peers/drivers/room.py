"""Who is in a room of the real LiveKit server, and who is asked to come."""

import os

from livekit import api


class Room:
    def __init__(self, name: str):
        self.name = name

    async def people(self) -> list:
        async with api.LiveKitAPI(os.environ["LIVEKIT_URL"].replace("ws://", "http://")) as server:
            listed = await server.room.list_participants(api.ListParticipantsRequest(room=self.name))
            return sorted(each.identity for each in listed.participants)

    async def remove(self, identity: str) -> None:
        async with api.LiveKitAPI(os.environ["LIVEKIT_URL"].replace("ws://", "http://")) as server:
            await server.room.remove_participant(api.RoomParticipantIdentity(room=self.name, identity=identity))

    async def dispatched(self) -> list:
        """LiveKit has one without a name in each room."""
        async with api.LiveKitAPI(os.environ["LIVEKIT_URL"].replace("ws://", "http://")) as server:
            if not (await server.room.list_rooms(api.ListRoomsRequest(names=[self.name]))).rooms:
                return []
            listed = await server.agent_dispatch.list_dispatch(self.name)
            return sorted(each.agent_name for each in listed if each.agent_name)
