"""The published SDK of the SpatialReal dialect, as a team's own program would use it."""

import spatialreal
from sdk_client import SdkClient


class Client(SdkClient):
    sdk = spatialreal

    def callbacks(self) -> dict:
        return {"on_playback": self.heard}

    def ended(self) -> list:
        return [signal.req_id for signal in self.played if signal.end]
