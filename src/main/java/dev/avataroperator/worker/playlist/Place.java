package dev.avataroperator.worker.playlist;

import java.util.List;

/**
 * Where a playlist stands. When the list is edited it goes on behind the item that is being spoken,
 * or was spoken last, wherever that stands now; when that is gone, at the same place.
 */
final class Place {
  private List<Origin> items = List.of();
  private int index;

  /** Items that lie behind. */
  int index() {
    return Math.max(0, index);
  }

  int size() {
    return items.size();
  }

  void start(List<Origin> fresh, int at) {
    items = fresh;
    index = at;
  }

  boolean isSame(List<Origin> fresh) {
    return items.equals(fresh);
  }

  /** The item to speak, or null behind the last. */
  Origin item() {
    return at(index);
  }

  /** What follows, round to the beginning where the list repeats; or null. */
  Origin following(boolean repeat) {
    return repeat && index + 1 >= items.size() ? at(0) : at(index + 1);
  }

  void advance() {
    index++;
  }

  void rewind() {
    index = 0;
  }

  boolean isBehindLast() {
    return index >= items.size();
  }

  /**
   * @param speaking whether the item at the place is being spoken
   */
  void edit(List<Origin> fresh, boolean speaking) {
    var known = speaking ? index : index - 1;
    var moved = nearest(fresh, at(known), known);
    items = fresh;
    if (moved >= 0) {
      index = speaking ? moved : moved + 1;
    } else {
      index = Math.min(index, fresh.size()) - (speaking ? 1 : 0);
    }
  }

  private Origin at(int place) {
    return place >= 0 && place < items.size() ? items.get(place) : null;
  }

  private static int nearest(List<Origin> list, Origin item, int place) {
    var found = -1;
    for (var index = 0; item != null && index < list.size(); index++) {
      var isNearer = found < 0 || Math.abs(index - place) < Math.abs(found - place);
      if (isNearer && list.get(index).equals(item)) {
        found = index;
      }
    }
    return found;
  }
}
