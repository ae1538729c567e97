package dev.avataroperator.credential;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Trust in exactly the certificates of a PEM bundle. */
public final class TrustedBundle {
  private TrustedBundle() {}

  /** Throws IllegalArgumentException with what to write instead when the bundle can't be read. */
  public static SSLContext context(String pem) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust(pem)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS isn't there.", e);
    }
  }

  /** What trusts these authorities alone; refuses as {@link #context}. */
  public static X509TrustManager trust(String pem) {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      var certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
      if (certificates.isEmpty()) {
        throw new CertificateException("no certificate");
      }
      int number = 0;
      for (var certificate : certificates) {
        store.setCertificateEntry("ca-" + number++, certificate);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      return (X509TrustManager) trust.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "The CA bundle isn't a list of PEM certificates (-----BEGIN CERTIFICATE-----).", e);
    }
  }
}
