// One etcd member for the conformance bed: loopback, no TLS, no fsync. Its data lives as long as the run.
package main

import (
	"flag"
	"log"
	"net/url"
	"os"
	"os/signal"
	"syscall"
	"time"

	"go.etcd.io/etcd/server/v3/embed"
)

func addresses(text string) []url.URL {
	u, err := url.Parse(text)
	if err != nil {
		log.Fatalf("'%s' is no URL: %v", text, err)
	}
	return []url.URL{*u}
}

func main() {
	data := flag.String("data-dir", "", "where the data goes")
	client := flag.String("client", "", "URL that the API servers use, such as http://127.0.0.1:2379")
	peer := flag.String("peer", "", "URL for the other members, of which there are none")
	flag.Parse()

	config := embed.NewConfig()
	config.Name = "bed"
	config.Dir = *data
	config.ListenClientUrls, config.AdvertiseClientUrls = addresses(*client), addresses(*client)
	config.ListenPeerUrls, config.AdvertisePeerUrls = addresses(*peer), addresses(*peer)
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	config.LogLevel = "warn"
	config.UnsafeNoFsync = true
	config.WatchProgressNotifyInterval = 5 * time.Second

	member, err := embed.StartEtcd(config)
	if err != nil {
		log.Fatal(err)
	}
	<-member.Server.ReadyNotify()
	log.Print("ready on ", *client)

	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
	<-stop
	member.Close()
}
