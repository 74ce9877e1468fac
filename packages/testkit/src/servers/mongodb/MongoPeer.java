import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.List;

/** A MongoDB-protocol server in memory for tests; the port is its only argument. It calls itself 4.4, the oldest version the official client talks to. */
public class MongoPeer {
  record Version() implements MongoVersion {
    public List<Integer> getVersionArray() {
      return List.of(4, 4, 0);
    }

    public int getWireVersion() {
      return 9;
    }

    public String toVersionString() {
      return "4.4.0";
    }
  }

  public static void main(String[] arguments) {
    MemoryBackend backend = new MemoryBackend();
    backend.version(new Version());
    new MongoServer(backend).bind("127.0.0.1", Integer.parseInt(arguments[0]));
  }
}
