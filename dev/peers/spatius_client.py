"""The published SDK of the Spatius dialect, as a team's own program would use it; it sends no telemetry."""

import spatius
from sdk_client import SdkClient
from spatius.proto.generated import message_pb2

spatius.configure_telemetry("")


class SpatiusClient(SdkClient):
    sdk = spatius
    console_path = "/v1/console"
    calls_of_on_close = 2  # once more for the program's own close()

    def callbacks(self) -> dict:
        self.encoded = {}
        return {"transport_frames": self._on_frame, "on_encoded_audio": self.encoded.__setitem__}

    def ended(self) -> list:
        return [request for request, end in self.played if end]

    def _on_frame(self, frame: bytes, end: bool) -> None:
        message = message_pb2.Message()
        message.ParseFromString(frame)
        self.heard((message.server_response_animation.req_id, end))
